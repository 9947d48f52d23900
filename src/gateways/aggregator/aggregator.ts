import { type JWTVerifyGetKey, errors as joseErrors, jwtVerify } from 'jose'
import type { Clock } from '../../shared/clock.ts'
import { TokenRefused } from '../../shared/errors.ts'
import { actsForAnother } from '../acts-for-another.ts'
import { CLOCK_TOLERANCE, faultOfTimes } from '../token-times.ts'
import { keySet } from './key-set.ts'

/** A trusted issuer of tokens. */
interface Issuer {
  /** Exactly the token's `iss`. */
  issuer: string
  audience: string
  /** The URL of its JSON web key set. */
  keysUrl: string
}

export interface AggregatorSettings {
  /** The issuer of the aggregator's access tokens. Empty `clientIds` accept every client of that issuer. */
  accessTokens: Issuer & { clientIds: string[] }
  /** NHS login, the issuer of the NHS App's ID tokens. */
  idTokens: Issuer
}

/** The NHS App's user according to NHS login, with a P9 identity. */
export interface NhsAppUser {
  nhsNumber: string
  birthDate: Temporal.PlainDate
}

/** Public key algorithms only: with a shared secret, every holder could forge tokens, and `none` proves nothing. */
const ACCESS_TOKEN_ALGORITHMS = 'RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512'.split(' ')
/** NHS login signs with RS512 only. */
const ID_TOKEN_ALGORITHMS = ['RS512']

/** Verifies the tokens of the Patient Care Aggregator: its own access token and the patient's ID token. */
export class Aggregator {
  readonly #settings: AggregatorSettings
  readonly #clock: Clock
  readonly #accessKeys: JWTVerifyGetKey
  readonly #idKeys: JWTVerifyGetKey

  /** Makes no network request. The first call fetches the keys. */
  constructor(settings: AggregatorSettings, clock: Clock) {
    this.#settings = settings
    this.#clock = clock
    this.#accessKeys = keySet(settings.accessTokens.keysUrl)
    this.#idKeys = keySet(settings.idTokens.keysUrl)
  }

  /** Returns the client id. Throws {@link TokenRefused}, or Unavailable when the keys cannot be fetched. */
  async verifyAccessToken(accessToken: string): Promise<string> {
    const { accessTokens } = this.#settings
    const claims = await this.#verify(accessToken, accessTokens, this.#accessKeys, ACCESS_TOKEN_ALGORITHMS)
    const clientId = claims.client_id ?? claims.azp
    if (typeof clientId !== 'string' || !clientId) throw new TokenRefused('client-id')
    if (accessTokens.clientIds.length > 0 && !accessTokens.clientIds.includes(clientId))
      throw new TokenRefused('client-not-allowed')
    return clientId
  }

  /** Returns the patient. Throws the same errors as {@link verifyAccessToken}. */
  async verifyIdToken(idToken: string): Promise<NhsAppUser> {
    const claims = await this.#verify(idToken, this.#settings.idTokens, this.#idKeys, ID_TOKEN_ALGORITHMS)
    const {
      azp,
      nhs_number: nhsNumber,
      birthdate,
      identity_proofing_level: level,
      vot,
      token_use: use,
    } = claims
    if (use !== undefined && use !== 'id') throw new TokenRefused('token-use')
    if (azp !== undefined && azp !== this.#settings.idTokens.audience)
      throw new TokenRefused('authorized-party')
    if (level !== 'P9') throw new TokenRefused('identity-proofing-level')
    // `vot` describes this log-in, the level the highest proof of identity so far. Both must be P9.
    if (vot !== undefined && !(typeof vot === 'string' && vot.startsWith('P9.')))
      throw new TokenRefused('vector-of-trust')
    if (typeof nhsNumber !== 'string') throw new TokenRefused('nhs-number')
    return { nhsNumber, birthDate: readBirthDate(birthdate) }
  }

  async #verify(token: string, { issuer, audience }: Issuer, keys: JWTVerifyGetKey, algorithms: string[]) {
    const now = this.#clock.now().epochMilliseconds
    const options = { issuer, audience, algorithms, clockTolerance: CLOCK_TOLERANCE, requiredClaims: ['exp'] }
    const { payload } = await jwtVerify(token, keys, { ...options, currentDate: new Date(now) }).catch(
      throwRefusal,
    )
    if (actsForAnother(payload)) throw new TokenRefused('delegation')
    const fault = faultOfTimes(payload, now / 1000)
    if (fault) throw new TokenRefused(fault)
    return payload
  }
}

/** Keeps only jose's codes and claim names, because its messages may quote the token. */
function throwRefusal(error: unknown): never {
  if (error instanceof joseErrors.JWTClaimValidationFailed) throw new TokenRefused(`claim-${error.claim}`)
  if (error instanceof joseErrors.JOSEError) throw new TokenRefused(error.code)
  // A string that is not a token can fail anywhere in the library.
  if (error instanceof TypeError || error instanceof SyntaxError || error instanceof RangeError)
    throw new TokenRefused('malformed')
  throw error
}

function readBirthDate(claim: unknown): Temporal.PlainDate {
  try {
    if (typeof claim === 'string' && /^\d{4}-\d\d-\d\d$/.test(claim)) return Temporal.PlainDate.from(claim)
  } catch {
    // A date that does not exist, such as 31 June.
  }
  throw new TokenRefused('birth-date')
}
