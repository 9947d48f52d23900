import { type JWTPayload, type JWTVerifyGetKey, errors as joseErrors, jwtVerify } from 'jose'
import type { Clock } from '../../shared/clock.ts'
import { TokenRefused } from '../../shared/errors.ts'
import { keySet } from './key-set.ts'

/** Whose tokens are believed. */
interface Issuer {
  /** As the token's `iss` says it, letter by letter. */
  issuer: string
  audience: string
  /** Where its keys are published, as a JSON web key set. */
  keysUrl: string
}

export interface AggregatorSettings {
  /** Who gives the aggregator its access tokens; `clientIds` empty lets in any client of that issuer. */
  accessTokens: Issuer & { clientIds: string[] }
  /** NHS login, as it vouches for people to the NHS App. */
  idTokens: Issuer
}

/** Whom NHS login says is using the NHS App, proven to P9. */
export interface NhsAppUser {
  nhsNumber: string
  birthDate: Temporal.PlainDate
}

/** By public key only: with a shared secret whoever can check a token could make one, and `none` proves nothing. */
const ACCESS_TOKEN_ALGORITHMS = 'RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512'.split(' ')
/** All that NHS login signs with. */
const ID_TOKEN_ALGORITHMS = ['RS512']

/** Seconds that the clocks may differ. */
const LEEWAY = 30

/** What the Patient Care Aggregator shows when it calls: that it is itself, and for whom it asks. */
export class Aggregator {
  readonly #settings: AggregatorSettings
  readonly #clock: Clock
  readonly #accessKeys: JWTVerifyGetKey
  readonly #idKeys: JWTVerifyGetKey

  /** Reaches for nothing: the keys are asked for by the first call. */
  constructor(settings: AggregatorSettings, clock: Clock) {
    this.#settings = settings
    this.#clock = clock
    this.#accessKeys = keySet(settings.accessTokens.keysUrl)
    this.#idKeys = keySet(settings.idTokens.keysUrl)
  }

  /** Which client calls. Throws {@link TokenRefused}, or Unavailable when the keys cannot be had. */
  async verifyAccessToken(accessToken: string): Promise<string> {
    const { accessTokens } = this.#settings
    const claims = await this.#verify(accessToken, accessTokens, this.#accessKeys, ACCESS_TOKEN_ALGORITHMS)
    const clientId = claims.client_id ?? claims.azp ?? claims.sub
    if (typeof clientId !== 'string' || !clientId) throw new TokenRefused('client-id')
    if (accessTokens.clientIds.length > 0 && !accessTokens.clientIds.includes(clientId))
      throw new TokenRefused('client-not-allowed')
    return clientId
  }

  /** For whom it asks. Throws as {@link verifyAccessToken} does. */
  async verifyIdToken(idToken: string): Promise<NhsAppUser> {
    const claims = await this.#verify(idToken, this.#settings.idTokens, this.#idKeys, ID_TOKEN_ALGORITHMS)
    const { nhs_number: nhsNumber, birthdate, identity_proofing_level: level, vot, token_use: use } = claims
    if (use !== undefined && use !== 'id') throw new TokenRefused('token-use')
    if (level !== 'P9') throw new TokenRefused('identity-proofing-level')
    // The vector tells how this log-in was made, the level what the person has ever proven.
    if (vot !== undefined && !(typeof vot === 'string' && vot.startsWith('P9.')))
      throw new TokenRefused('vector-of-trust')
    if (typeof nhsNumber !== 'string') throw new TokenRefused('nhs-number')
    return { nhsNumber, birthDate: dateOf(birthdate) }
  }

  async #verify(token: string, { issuer, audience }: Issuer, keys: JWTVerifyGetKey, algorithms: string[]) {
    const now = this.#clock.now().epochMilliseconds
    const options = { issuer, audience, algorithms, clockTolerance: LEEWAY, requiredClaims: ['exp'] }
    const { payload } = await jwtVerify(token, keys, { ...options, currentDate: new Date(now) }).catch(refuse)
    if (isOfTheFuture(payload, now / 1000)) throw new TokenRefused('issued-in-the-future')
    return payload
  }
}

/** jose's codes and names of claims are its own; its messages may quote the token. */
function refuse(error: unknown): never {
  if (error instanceof joseErrors.JWTClaimValidationFailed) throw new TokenRefused(`claim-${error.claim}`)
  if (error instanceof joseErrors.JOSEError) throw new TokenRefused(error.code)
  // What is no token at all may fail anywhere in the library.
  if (error instanceof TypeError || error instanceof SyntaxError || error instanceof RangeError)
    throw new TokenRefused('malformed')
  throw error
}

function isOfTheFuture({ iat }: JWTPayload, now: number): boolean {
  return iat !== undefined && iat > now + LEEWAY
}

function dateOf(claim: unknown): Temporal.PlainDate {
  try {
    if (typeof claim === 'string' && /^\d{4}-\d\d-\d\d$/.test(claim)) return Temporal.PlainDate.from(claim)
  } catch {
    // No such day.
  }
  throw new TokenRefused('birth-date')
}
