/** The maximum difference between the clocks of others and ours, in seconds. */
export const CLOCK_TOLERANCE = 30

/** In seconds. No token that we accept is valid for longer; NHS login's are for an hour. */
const MAX_LIFETIME = 24 * 60 * 60

/**
 * Describes what is wrong with the times of a token; undefined for good ones. Libraries check only that `exp` is still to
 * come, so a token that is valid for years would have to be remembered for years to be refused a second time. `now` is in
 * seconds since 1970.
 */
export function faultOfTimes(
  { iat, exp }: { iat?: unknown; exp?: unknown },
  now: number,
  { maxAge = MAX_LIFETIME }: { maxAge?: number } = {},
): 'issued' | 'expiry' | undefined {
  if (typeof exp !== 'number' || exp <= now - CLOCK_TOLERANCE || exp > now + MAX_LIFETIME + CLOCK_TOLERANCE)
    return 'expiry'
  if (iat === undefined) return undefined
  if (typeof iat !== 'number' || iat < now - maxAge) return 'issued'
  return iat > Math.min(now, exp) + CLOCK_TOLERANCE ? 'issued' : undefined
}
