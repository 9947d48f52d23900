import * as openid from 'openid-client'
import { LogInRefused } from '../../shared/errors.ts'
import { clientKey } from '../client-key.ts'
import { fetchFromNhsLogin } from './fetch-from-nhs-login.ts'
import { clockToleranceSeconds } from './identity-checks.ts'
import { refusalFrom } from './refusals.ts'

export interface ProviderSettings {
  /** https; http on this machine only. A slash at the end makes no difference. */
  issuer: string
  clientId: string
  /** PEM, as PKCS #8 or PKCS #1. */
  privateKey: string
  /** The longest wait for any one answer; 5 unless given. */
  timeoutSeconds?: number | undefined
}

/** NHS login's endpoints and keys: asked for when first needed, kept once known. */
export class Discovery {
  readonly issuer: URL
  readonly #settings: ProviderSettings
  readonly #clientKey: openid.ClientAuth
  #known: Promise<openid.Configuration> | undefined

  /** Throws when a setting cannot work. Reaches for nothing: NHS login may be down while we start. */
  constructor(settings: ProviderSettings) {
    this.#settings = settings
    this.#clientKey = clientKey(settings.privateKey)
    this.issuer = new URL(settings.issuer)
    if (this.issuer.protocol !== 'https:' && !isOnThisMachine(this.issuer)) {
      throw new Error('The issuer of NHS login must be https, or http on localhost')
    }
  }

  /** Throws LogInRefused 'try-again'. A failure is not kept: the next patient asks anew. */
  configuration(): Promise<openid.Configuration> {
    // Everyone who waits shares one request, so that a provider that is down is not asked by each.
    this.#known ??= this.#ask().catch(error => {
      this.#known = undefined
      throw new LogInRefused('try-again', `discovery-${refusalFrom(error).reason}`)
    })
    return this.#known
  }

  async #ask(): Promise<openid.Configuration> {
    const { clientId, timeoutSeconds = 5 } = this.#settings
    const isPlain = this.issuer.protocol === 'http:'
    const configuration = await openid.discovery(
      this.issuer,
      clientId,
      { id_token_signed_response_alg: 'RS512', [openid.clockTolerance]: clockToleranceSeconds },
      this.#clientKey,
      {
        timeout: timeoutSeconds,
        [openid.customFetch]: fetchFromNhsLogin,
        // Without these checks the code flow accepts an ID token with a forged signature.
        execute: [openid.enableNonRepudiationChecks, ...(isPlain ? [openid.allowInsecureRequests] : [])],
      },
    )
    const { authorization_endpoint, token_endpoint, jwks_uri } = configuration.serverMetadata()
    for (const endpoint of [authorization_endpoint, token_endpoint, jwks_uri]) {
      if (URL.parse(endpoint ?? '')?.protocol !== this.issuer.protocol) {
        throw new LogInRefused('try-again', 'incomplete')
      }
    }
    return configuration
  }
}

function isOnThisMachine({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
