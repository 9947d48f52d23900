import type { IDToken } from 'openid-client'
import { LogInRefused } from '../../shared/errors.ts'
import { isNhsNumber } from '../../shared/nhs-number.ts'

/** Who NHS login says this is, proven to P9. */
export interface NhsLoginIdentity {
  subject: string
  nhsNumber: string
  /** YYYY-MM-DD */
  birthDate: string
  /** The ID token's jti: the caller refuses one it has seen before. */
  tokenId: string
  /** The token would be accepted until now: remember its id as long. */
  tokenExpiresAt: Temporal.Instant
}

/** The ways of proving a P9 identity that are asked for, and the only ones accepted (EIS 5.1.6.1). */
export const vectorsOfTrust = ['P9.Cp.Cd', 'P9.Cp.Ck', 'P9.Cm']

/** How far the two clocks may differ. */
export const clockToleranceSeconds = 30

/**
 * What an ID token must say beyond what openid-client checks (signature, issuer, audience, expiry, nonce):
 * EIS 4.2. Throws LogInRefused 'refused' naming the first check that failed.
 */
export function identityFrom(claims: IDToken, issuer: URL): NhsLoginIdentity {
  const { vot, vtm, sub, jti, exp, nhs_number: nhsNumber, birthdate } = claims
  if (!vectorsOfTrust.some(vector => vector === vot)) throw refused('vector-of-trust')
  // The vector tells how this log-in was made, the level what the person has ever proven: both count.
  if (claims.identity_proofing_level !== 'P9') throw refused('identity-proofing-level')
  if (!isTrustMarkOf(issuer, vtm)) throw refused('trust-mark')
  if (!isIdentifier(sub)) throw refused('subject')
  if (!isIdentifier(jti)) throw refused('token-id')
  if (typeof nhsNumber !== 'string' || !isNhsNumber(nhsNumber)) throw refused('nhs-number')
  if (!isDate(birthdate)) throw refused('birth-date')
  return { subject: sub, nhsNumber, birthDate: birthdate, tokenId: jti, tokenExpiresAt: lastInstant(exp) }
}

const refused = (check: string) => new LogInRefused('refused', `id-token-${check}`)

/** An https address on the issuer's own host; http only where the issuer is, which is on one machine. */
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

function lastInstant(exp: number): Temporal.Instant {
  try {
    return Temporal.Instant.fromEpochMilliseconds((exp + clockToleranceSeconds) * 1000)
  } catch {
    throw refused('expiry')
  }
}
