import { decodeJwt } from 'jose'
import { LogInRefused } from '../../shared/errors.ts'
import { faultOfTimes } from '../token-times.ts'

const MAX_LENGTH = 4096

/** Reads the claims of an asserted identity. NHS login checks the signature. Throws LogInRefused. */
export function assertedClaims(asserted: string, now: Temporal.Instant): object {
  const claims = decode(asserted)
  const fault = faultOfTimes(claims, Math.floor(now.epochMilliseconds / 1000))
  if (fault) throw new LogInRefused('single-sign-on-failed', `asserted-identity-${fault}`)
  return claims
}

function decode(asserted: string): object {
  const malformed = new LogInRefused('single-sign-on-failed', 'asserted-identity-malformed')
  if (asserted.length > MAX_LENGTH || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(asserted)) throw malformed
  try {
    return decodeJwt(asserted)
  } catch {
    throw malformed
  }
}
