import * as openid from 'openid-client'
import { LogInRefused } from '../../shared/errors.ts'
import { PacedDocument } from '../paced-document.ts'
import { CLOCK_TOLERANCE } from '../token-times.ts'
import { fetchFromProvider } from './fetch-from-provider.ts'
import { refusalFrom } from './refusals.ts'

export interface ProviderSettings {
  /** For errors and traces. */
  name: string
  /** https; http only for localhost. A trailing slash makes no difference. */
  issuer: string
  clientId: string
  clientAuthentication: openid.ClientAuth
  /** With which it signs ID tokens. No other is accepted. */
  algorithm: 'RS512' | 'RS256'
  /** For each request; default 5. */
  timeoutSeconds?: number | undefined
}

/** The endpoints and keys of a provider of log-ins, fetched on first use and cached. */
export class Discovery {
  readonly issuer: URL
  readonly #settings: ProviderSettings
  /** Its keys. Anyone with an unfinished log-in and a token with an unknown key could make us fetch them. */
  readonly #keys = new PacedDocument<string>((one, other) => one === other)
  #keysUrl: string | undefined
  #cached: Promise<openid.Configuration> | undefined

  /** Throws for invalid settings. Makes no network request, so that we can start while the provider is down. */
  constructor(settings: ProviderSettings) {
    this.#settings = settings
    this.issuer = new URL(settings.issuer)
    if (this.issuer.protocol !== 'https:' && !isOnThisMachine(this.issuer)) {
      throw new Error(`The issuer of ${settings.name} must be https, or http on localhost`)
    }
  }

  /** Throws LogInRefused 'try-again'. Failures are not cached: the next log-in tries again. */
  configuration(): Promise<openid.Configuration> {
    // Concurrent log-ins share one request, to spare a provider that is down.
    this.#cached ??= this.#discover().catch(error => {
      this.#cached = undefined
      throw new LogInRefused('try-again', `discovery-${refusalFrom(error).reason}`)
    })
    return this.#cached
  }

  async #discover(): Promise<openid.Configuration> {
    const { algorithm, clientAuthentication, clientId, timeoutSeconds = 5 } = this.#settings
    const isHttp = this.issuer.protocol === 'http:'
    const configuration = await openid.discovery(
      this.issuer,
      clientId,
      { id_token_signed_response_alg: algorithm, [openid.clockTolerance]: CLOCK_TOLERANCE },
      clientAuthentication,
      {
        timeout: timeoutSeconds,
        [openid.customFetch]: this.#fetch,
        // Without these checks the code flow accepts an ID token with a forged signature.
        execute: [openid.enableNonRepudiationChecks, ...(isHttp ? [openid.allowInsecureRequests] : [])],
      },
    )
    const { issuer, authorization_endpoint, token_endpoint, jwks_uri } = configuration.serverMetadata()
    // The library compares normalised URLs, but ID tokens are compared with the text: `:443` makes a difference there.
    if (withoutSlash(issuer) !== withoutSlash(this.#settings.issuer))
      throw new LogInRefused('try-again', 'other-issuer')
    for (const endpoint of [authorization_endpoint, token_endpoint, jwks_uri]) {
      if (URL.parse(endpoint ?? '')?.protocol !== this.issuer.protocol) {
        throw new LogInRefused('try-again', 'incomplete')
      }
    }
    this.#keysUrl = jwks_uri
    return configuration
  }

  readonly #fetch: openid.CustomFetch = async (url, options) => {
    if (url !== this.#keysUrl) return fetchFromProvider(this.#settings.name, url, options)
    const load = async () => readKeys(await fetchFromProvider(this.#settings.name, url, options))
    const { document } = await this.#keys.get(load, { renew: true })
    return new Response(document, { headers: { 'Content-Type': 'application/json' } })
  }
}

function withoutSlash(issuer: string): string {
  return issuer.replace(/\/$/, '')
}

function isOnThisMachine({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

/** The keys as text. Throws LogInRefused 'try-again' when they are unreadable, so that they replace no good ones. */
async function readKeys(response: Response): Promise<string> {
  const text = await response.text()
  try {
    if (response.status === 200 && Array.isArray(JSON.parse(text).keys)) return text
  } catch {
    // Not JSON.
  }
  throw new LogInRefused('try-again', 'keys-unreadable')
}
