import * as openid from 'openid-client'
import { LogInRefused } from '../../shared/errors.ts'
import { actsForAnother } from '../acts-for-another.ts'
import { clientKey } from '../client-key.ts'
import { Discovery } from '../openid/discovery.ts'
import type { PendingLogIn } from '../openid/pending-log-in.ts'
import { refusalFrom } from '../openid/refusals.ts'
import { personFromCis2 } from './cis2.ts'
import { personFromEntra } from './entra.ts'
import type { StaffLoginSettings } from './settings.ts'
import type { StaffPerson } from './staff-person.ts'

export type { PendingLogIn } from '../openid/pending-log-in.ts'
export type { StaffLoginSettings } from './settings.ts'
export type { Post, StaffPerson } from './staff-person.ts'

const SCOPES = {
  cis2: 'openid profile nhsperson nationalrbacaccess',
  entra: 'openid profile',
}

const MAX_CALLBACK_LENGTH = 8192

/** The provider with which staff log in: creates the redirect that starts a log-in, and reads who came back. */
export class StaffLogin {
  /** To the letter. */
  readonly issuer: string
  readonly #discovery: Discovery
  readonly #settings: StaffLoginSettings

  /** Throws for invalid settings. Makes no network request. */
  constructor(settings: StaffLoginSettings) {
    this.#settings = settings
    this.issuer = settings.issuer
    this.#discovery = new Discovery({
      ...settings,
      name: 'Staff log-in',
      algorithm: 'RS256',
      clientAuthentication: authenticationOf(settings),
    })
  }

  /** Always asks for credentials: several people use one computer on a ward. Throws LogInRefused 'try-again'. */
  async start(): Promise<{ url: URL; pending: PendingLogIn }> {
    const { assurance, provider, redirectUri } = this.#settings
    const configuration = await this.#discovery.configuration()
    const pending = {
      state: openid.randomState(),
      nonce: openid.randomNonce(),
      codeVerifier: openid.randomPKCECodeVerifier(),
    }
    const url = openid.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: SCOPES[provider],
      prompt: 'login',
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(pending.codeVerifier),
      code_challenge_method: 'S256',
      ...(provider === 'cis2' && { acr_values: assurance >= 3 ? 'AAL3_ANY' : 'AAL2_OR_AAL3_ANY' }),
    })
    return { url, pending }
  }

  /**
   * Returns who logged in, with their roles. Only the query of the callback is used, because its host and protocol can be
   * forged. Throws only LogInRefused. An ID token cannot be used twice: it holds the nonce of one attempt, which is used
   * once.
   */
  async finish(pending: PendingLogIn, query: URLSearchParams): Promise<StaffPerson> {
    // openid-client skips a check when its expected value is missing.
    if (!pending.state || !pending.nonce || !pending.codeVerifier)
      throw new LogInRefused('refused', 'pending-log-in-incomplete')
    const callback = new URL(this.#settings.redirectUri)
    callback.search = query.toString()
    if (callback.search.length > MAX_CALLBACK_LENGTH) throw new LogInRefused('refused', 'answer-too-long')
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
      refuseDelegation({ ...claims, ...Object.fromEntries(scopes.map(scope => [scope, true])) })
      return await this.#personFrom(configuration, claims, tokens.access_token)
    } catch (error) {
      throw refusalFrom(error)
    }
  }

  async #personFrom(
    configuration: openid.Configuration,
    claims: openid.IDToken,
    accessToken: string,
  ): Promise<StaffPerson> {
    const { issuer, provider } = this.#settings
    // By the clock that openid-client uses for its own checks.
    const now = Math.floor(Date.now() / 1000)
    if (provider === 'entra')
      return personFromEntra(claims, { ...this.#settings, tenant: tenantIn(issuer), now })
    // Also compares the subjects of the two.
    const userInfo = await openid.fetchUserInfo(configuration, accessToken, claims.sub)
    refuseDelegation(userInfo)
    return personFromCis2(claims, userInfo, { ...this.#settings, now })
  }
}

function authenticationOf({ clientSecret, privateKey }: StaffLoginSettings): openid.ClientAuth {
  if (clientSecret !== undefined) return openid.ClientSecretPost(clientSecret)
  return clientKey(privateKey ?? '', undefined, 'RS256')
}

/** A patient's proxy has no business here, and no token may name somebody else than who typed the password. */
function refuseDelegation(claims: object): void {
  if (actsForAnother(claims)) throw new LogInRefused('refused', 'delegation')
}

/** Entra ID: `https://login.microsoftonline.com/{tenant}/v2.0`. */
function tenantIn(issuer: string): string {
  return new URL(issuer).pathname.split('/')[1] ?? ''
}
