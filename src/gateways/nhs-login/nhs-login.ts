import * as openid from 'openid-client'
import { LogInRefused } from '../../shared/errors.ts'
import { Discovery, type ProviderSettings } from './discovery.ts'
import { identityFrom, type NhsLoginIdentity, vectorsOfTrust } from './identity-checks.ts'
import { refusalFrom } from './refusals.ts'

export type { NhsLoginIdentity } from './identity-checks.ts'

export interface NhsLoginSettings extends ProviderSettings {
  /** Letter by letter as registered with NHS login: no query. */
  redirectUri: string
}

/** What must be kept, server-side and for one use, between the redirect and the answer. */
export interface PendingLogIn {
  state: string
  nonce: string
  codeVerifier: string
}

export interface StartOptions {
  /** From the NHS App's link. Nobody is asked anything then, whatever the prompt. */
  assertedLoginIdentity?: string | undefined
  /** Ask again, after an explicit log-out: NHS login itself stays logged in (EIS 2.2). */
  prompt?: 'login' | undefined
}

const maxAssertedIdentityLength = 4096
const maxAnswerLength = 8192

/** NHS login: sends a patient there, and says who came back. */
export class NhsLogin {
  readonly #discovery: Discovery
  readonly #redirectUri: string

  /** Throws when a setting cannot work, and does not need NHS login to be up. */
  constructor(settings: NhsLoginSettings) {
    this.#discovery = new Discovery(settings)
    this.#redirectUri = settings.redirectUri
    // openid-client sends it back as a URL prints it, and NHS login compares the two.
    const { href, search, hash } = new URL(settings.redirectUri)
    if (href !== settings.redirectUri || search || hash) {
      throw new Error('The redirect URI must be an address in its usual form, without a query')
    }
  }

  /** Throws LogInRefused: 'try-again', or 'single-sign-on-failed' when the asserted identity cannot be one. */
  async start(options: StartOptions): Promise<{ url: URL; pending: PendingLogIn }> {
    const asserted = options.assertedLoginIdentity
    if (asserted !== undefined && !couldBeJwt(asserted)) {
      throw new LogInRefused('single-sign-on-failed', 'asserted-identity-malformed')
    }
    const configuration = await this.#discovery.configuration()
    const pending = {
      state: openid.randomState(),
      nonce: openid.randomNonce(),
      codeVerifier: openid.randomPKCECodeVerifier(),
    }
    const url = openid.buildAuthorizationUrl(configuration, {
      redirect_uri: this.#redirectUri,
      scope: 'openid profile',
      vtr: JSON.stringify(vectorsOfTrust),
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(pending.codeVerifier),
      code_challenge_method: 'S256',
      ...(options.prompt && { prompt: options.prompt }),
      ...(asserted && { asserted_login_identity: asserted, prompt: 'none' }),
    })
    return { url, pending }
  }

  /**
   * Who came back. `query` is all that is taken of the callback: its host and protocol are anyone's to write.
   * Throws LogInRefused, and nothing else.
   */
  async finish(pending: PendingLogIn, query: URLSearchParams): Promise<NhsLoginIdentity> {
    // openid-client does not miss a check it was not given a value for.
    if (!pending.state || !pending.nonce || !pending.codeVerifier) {
      throw new LogInRefused('refused', 'pending-log-in-incomplete')
    }
    const answer = new URL(this.#redirectUri)
    answer.search = query.toString()
    if (answer.search.length > maxAnswerLength) throw new LogInRefused('refused', 'answer-too-long')
    const configuration = await this.#discovery.configuration()
    try {
      const tokens = await openid.authorizationCodeGrant(configuration, answer, {
        expectedState: pending.state,
        expectedNonce: pending.nonce,
        pkceCodeVerifier: pending.codeVerifier,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      if (!claims) throw new LogInRefused('refused', 'id-token-missing')
      return identityFrom(claims, this.#discovery.issuer)
    } catch (error) {
      throw refusalFrom(error)
    }
  }
}

/** Its signature is NHS login's to check; ours is to pass on nothing that cannot be one. */
function couldBeJwt(text: string): boolean {
  return text.length <= maxAssertedIdentityLength && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text)
}
