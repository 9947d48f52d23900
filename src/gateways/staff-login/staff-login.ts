import * as openid from 'openid-client'
import { LogInRefused } from '../../shared/errors.ts'
import { actsForAnother } from '../acts-for-another.ts'
import { clientKey } from '../client-key.ts'
import { Discovery } from '../openid/discovery.ts'
import { exchangeCode, newLogIn } from '../openid/exchange.ts'
import type { PendingLogIn } from '../openid/pending-log-in.ts'
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
    const { parameters, pending } = await newLogIn()
    const url = openid.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: SCOPES[provider],
      prompt: 'login',
      ...parameters,
      ...(provider === 'cis2' && { acr_values: assurance >= 3 ? 'AAL3_ANY' : 'AAL2_OR_AAL3_ANY' }),
    })
    return { url, pending }
  }

  /**
   * Returns who logged in, with their roles. Throws only LogInRefused. An ID token cannot be used twice: it holds the nonce
   * of one attempt, which is used once.
   */
  async finish(pending: PendingLogIn, query: URLSearchParams): Promise<StaffPerson> {
    const { redirectUri } = this.#settings
    return exchangeCode({ discovery: this.#discovery, redirectUri }, pending, query, tokens => {
      refuseDelegation(tokens.granted)
      return this.#personFrom(tokens.configuration, tokens.claims, tokens.accessToken)
    })
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

/** A patient's proxy has no business here, and no token may name another person than the one who typed the password. */
function refuseDelegation(claims: object): void {
  if (actsForAnother(claims)) throw new LogInRefused('refused', 'delegation')
}

/** Entra ID: `https://login.microsoftonline.com/{tenant}/v2.0`. */
function tenantIn(issuer: string): string {
  return new URL(issuer).pathname.split('/')[1] ?? ''
}
