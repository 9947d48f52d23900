import * as openid from 'openid-client'
import { LogInRefused } from '../../shared/errors.ts'
import { actsForAnother } from '../acts-for-another.ts'
import { clientKey } from '../client-key.ts'
import { Discovery } from '../openid/discovery.ts'
import { exchangeCode, newLogIn } from '../openid/exchange.ts'
import type { PendingLogIn } from '../openid/pending-log-in.ts'
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

/** NHS login: creates the redirect that starts a log-in, and reads the identity when the patient returns. */
export class NhsLogin {
  readonly #discovery: Discovery
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
    const { parameters, pending } = await newLogIn()
    const url = openid.buildAuthorizationUrl(configuration, {
      redirect_uri: this.#settings.redirectUri,
      scope: 'openid profile',
      vtr: JSON.stringify(vectorsOfTrust),
      ...parameters,
      ...(options.prompt && { prompt: options.prompt }),
      ...(asserted && { asserted_login_identity: asserted, prompt: 'none' }),
    })
    return { url, pending }
  }

  /** Returns the identity of the patient who logged in. Throws only LogInRefused. */
  async finish(pending: PendingLogIn, query: URLSearchParams): Promise<NhsLoginIdentity> {
    const { redirectUri } = this.#settings
    return exchangeCode(
      { discovery: this.#discovery, redirectUri },
      pending,
      query,
      ({ claims, granted }) => {
        // One of the scopes lets its user choose a patient to act for.
        refuseDelegation(granted)
        return identityFrom(claims, this.#discovery.issuer, now())
      },
    )
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
