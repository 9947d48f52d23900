import { RateLimiterMemory, RateLimiterRedis, RLWrapperTimeouts } from 'rate-limiter-flexible'
import type { Database } from '../database/database.ts'
import type { Clock } from '../shared/clock.ts'
import type { RateLimits } from '../web/rate-limits.ts'
import { DatabaseRateLimiter } from './database-rate-limiter.ts'
import type { Redis } from './redis.ts'

/** Milliseconds that counting may take: longer, and it counts as failed. */
const COUNT_TIMEOUT = 500

/**
 * Requests a minute. Those of an address are for the thousands of phones that share one address of a mobile network;
 * those of a person are more than any person makes, and end a script.
 */
export const MAX_PER_MINUTE = {
  address: 6000,
  logIn: 600,
  patient: 600,
  change: 120,
} satisfies Partial<Record<keyof RateLimits, number>>

const MINUTE = 60

/**
 * Counted in Redis where there is one, else in the database, so that all copies count together. When that fails each
 * copy counts in its own memory; only log-ins then stop, since somebody could be trying one identity after another.
 */
export function createRateLimiters(
  redis: Redis | undefined,
  database: Database,
  clock: Clock,
  fhirASecond: number,
): RateLimits {
  /** What is only read may be `behind` so many in another copy: counting it together would cost a write each. */
  const limit = (name: keyof RateLimits, points: number, { duration = MINUTE, behind = 1 } = {}) => {
    const rule = { keyPrefix: `limit:${name}`, points, duration }
    const store = { ...rule, ...(name === 'logIn' ? {} : { insuranceLimiter: new RateLimiterMemory(rule) }) }
    return new RLWrapperTimeouts({
      timeoutMs: COUNT_TIMEOUT,
      limiter: redis
        ? new RateLimiterRedis({
            ...store,
            storeClient: redis,
            useRedisPackage: true,
            inMemoryBlockOnConsumed: points,
          })
        : new DatabaseRateLimiter(store, database, clock, behind),
    })
  }
  const { address, logIn, patient, change } = MAX_PER_MINUTE
  return {
    address: limit('address', address, { behind: address / 100 }),
    logIn: limit('logIn', logIn),
    patient: limit('patient', patient, { behind: patient / 100 }),
    change: limit('change', change),
    fhir: limit('fhir', fhirASecond, { duration: 1, behind: fhirASecond / 10 }),
  }
}
