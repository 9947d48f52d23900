import * as openid from 'openid-client'
import { LogInRefused } from '../../shared/errors.ts'
import { actsForAnother } from '../acts-for-another.ts'
import { clientKey } from '../client-key.ts'
import { Discovery } from '../openid/discovery.ts'
import type { PendingLogIn } from '../openid/pending-log-in.ts'
import { refusalFrom } from '../openid/refusals.ts'
import { assertedClaims } from './asserted-identity.ts'
import { identityFrom, type NhsLoginIdentity, vectorsOfTrust } from './identity-checks.ts'
import { settingsAddress } from './settings-address.ts'

export type { PendingLogIn } from '../openid/pending-log-in.ts'
export type { NhsLoginIdentity } from './identity-checks.ts'

export interface NhsLoginSettings {
  /** https; http only for localhost. A trailing slash makes no difference. */
  issuer: string
  clientId: string
  /** PEM, as PKCS #8 or PKCS #1. */
  privateKey: string
  /** For each request; default 5. */
  timeoutSeconds?: number | undefined
  /** Exactly as registered with NHS login, without a query. */
  redirectUri: string
  /** The page on which people change their NHS login. */
  settingsUrl: string
}

export interface StartOptions {
  /** From the NHS App's link. NHS login then shows no page, and `prompt` has no effect. */
  assertedLoginIdentity?: string | undefined
  /** Set after an explicit log-out, because NHS login keeps its own session (EIS 2.2). */
  prompt?: 'login' | undefined
}

const maxCallbackLength = 8192

/** NHS login: creates the redirect that starts a log-in, and reads the identity when the patient returns. */
export class NhsLogin {
  readonly #discovery: Discovery
  readonly #redirectUri: string
  readonly #settings: NhsLoginSettings

  /** Throws for invalid settings. Makes no network request. */
  constructor(settings: NhsLoginSettings) {
    const clientAuthentication = clientKey(settings.privateKey)
    this.#discovery = new Discovery({
      ...settings,
      name: 'NHS login',
      clientAuthentication,
      algorithm: 'RS512',
    })
    this.#redirectUri = settings.redirectUri
    this.#settings = settings
    // openid-client sends the normalised URL, which NHS login compares with the registered one.
    const { href, search, hash } = new URL(settings.redirectUri)
    if (href !== settings.redirectUri || search || hash) {
      throw new Error('The redirect URI must be a normalised URL without a query or fragment')
    }
  }

  /**
   * Throws LogInRefused: 'try-again'; for an asserted identity that is malformed 'single-sign-on-failed', and for one of a
   * person who acts for another 'for-someone-else'.
   */
  async start(options: StartOptions): Promise<{ url: URL; pending: PendingLogIn }> {
    const asserted = options.assertedLoginIdentity
    if (asserted !== undefined) refuseDelegation(assertedClaims(asserted, now()))
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
   * Returns the identity of the patient who logged in. Only the query of the callback is used, because its host and
   * protocol can be forged. Throws only LogInRefused.
   */
  async finish(pending: PendingLogIn, query: URLSearchParams): Promise<NhsLoginIdentity> {
    // openid-client skips a check when its expected value is missing.
    if (!pending.state || !pending.nonce || !pending.codeVerifier) {
      throw new LogInRefused('refused', 'pending-log-in-incomplete')
    }
    const callback = new URL(this.#redirectUri)
    callback.search = query.toString()
    if (callback.search.length > maxCallbackLength) throw new LogInRefused('refused', 'answer-too-long')
    const configuration = await this.#discovery.configuration()
    try {
      const tokens = await openid.authorizationCodeGrant(configuration, callback, {
        expectedState: pending.state,
        expectedNonce: pending.nonce,
        pkceCodeVerifier: pending.codeVerifier,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      if (!claims) throw new LogInRefused('refused', 'id-token-missing')
      const scopes = tokens.scope?.split(' ') ?? []
      // Also the scopes that were granted: one of them lets its user choose a patient to act for.
      refuseDelegation({ ...claims, ...Object.fromEntries(scopes.map(scope => [scope, true])) })
      return identityFrom(claims, this.#discovery.issuer, now())
    } catch (error) {
      throw refusalFrom(error)
    }
  }

  /**
   * The address at which NHS login shows its settings to the person of this ID token, without another log-in. It is valid
   * for a minute. Without a token NHS login asks the person to log in.
   */
  settingsAddress(tokenId: string | undefined): Promise<URL> {
    return settingsAddress(this.#settings, tokenId)
  }
}

function refuseDelegation(claims: object): void {
  if (actsForAnother(claims)) throw new LogInRefused('for-someone-else', 'delegation')
}

/** By the clock that openid-client uses for its own checks. */
function now(): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Date.now())
}
