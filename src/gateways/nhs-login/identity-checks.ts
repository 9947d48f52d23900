import type { IDToken } from 'openid-client'
import { LogInRefused } from '../../shared/errors.ts'
import { isNhsNumber } from '../../shared/nhs-number.ts'
import { CLOCK_TOLERANCE, faultOfTimes } from '../token-times.ts'

/** The patient's identity according to NHS login, proven to P9. */
export interface NhsLoginIdentity {
  subject: string
  nhsNumber: string
  /** YYYY-MM-DD */
  birthDate: string
  /** The ID token's jti. The caller must refuse a second use of it. */
  tokenId: string
  /** The caller must remember `tokenId` until then. */
  tokenExpiresAt: Temporal.Instant
  /** When the patient entered their credentials. NHS login does not always say so. */
  authenticatedAt: Temporal.Instant | undefined
}

/** The P9 vectors of trust that we request and accept (EIS 5.1.6.1). */
export const vectorsOfTrust = ['P9.Cp.Cd', 'P9.Cp.Ck', 'P9.Cm']

/** In seconds. NHS login issues the token while we wait for it. */
const MAX_AGE = 10 * 60

/**
 * Checks the claims that openid-client does not check (EIS 4.2); it checks signature, issuer, audience, expiry and
 * nonce. Throws LogInRefused with the first failed check as its reason: 'prove-identity' for a person whom NHS login has not
 * asked for proof yet, otherwise 'refused'.
 */
export function identityFrom(claims: IDToken, issuer: URL, now: Temporal.Instant): NhsLoginIdentity {
  const seconds = Math.floor(now.epochMilliseconds / 1000)
  const fault = faultOfTimes(claims, seconds, { maxAge: MAX_AGE })
  if (fault) throw refused(fault)
  // Only one audience is accepted, which is our client id.
  if (claims.azp !== undefined && claims.azp !== [claims.aud].flat()[0]) throw refused('authorized-party')
  const authTime = claims.auth_time
  if (authTime !== undefined && !(typeof authTime === 'number' && authTime <= seconds + CLOCK_TOLERANCE))
    throw refused('auth-time')
  const { vot, vtm, sub, jti, exp, nhs_number: nhsNumber, birthdate } = claims
  if (isUnproven(vot, claims.identity_proofing_level))
    throw new LogInRefused('prove-identity', 'id-token-identity-proofing-level')
  if (!vectorsOfTrust.some(vector => vector === vot)) throw refused('vector-of-trust')
  // `vot` describes this log-in, the level the highest proof of identity so far. Both must be P9.
  if (claims.identity_proofing_level !== 'P9') throw refused('identity-proofing-level')
  if (!isTrustMarkOf(issuer, vtm)) throw refused('trust-mark')
  if (!isIdentifier(sub)) throw refused('subject')
  if (!isIdentifier(jti)) throw refused('token-id')
  if (typeof nhsNumber !== 'string' || !isNhsNumber(nhsNumber)) throw refused('nhs-number')
  if (!isDate(birthdate)) throw refused('birth-date')
  return {
    subject: sub,
    nhsNumber,
    birthDate: birthdate,
    tokenId: jti,
    tokenExpiresAt: instantOf(exp),
    authenticatedAt: authTime === undefined ? undefined : instantOf(authTime),
  }
}

const refused = (check: string) => new LogInRefused('refused', `id-token-${check}`)

/** Below P9, and both claims say so. */
function isUnproven(vot: unknown, level: unknown): boolean {
  return (level === 'P0' || level === 'P5') && typeof vot === 'string' && vot.startsWith(`${level}.`)
}

/** The trust mark must be an https URL on the issuer's host; http is accepted only when the issuer uses http. */
function isTrustMarkOf(issuer: URL, vtm: unknown): boolean {
  const url = typeof vtm === 'string' ? URL.parse(vtm) : null
  return url?.host === issuer.host && (url.protocol === 'https:' || url.protocol === issuer.protocol)
}

/** Up to 255 characters (EIS 4.2). */
function isIdentifier(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 255
}

function isDate(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  try {
    Temporal.PlainDate.from(value)
    return true
  } catch {
    return false
  }
}

function instantOf(seconds: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Math.round(seconds * 1000))
}
