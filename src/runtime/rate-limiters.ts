import { RateLimiterMemory, RLWrapperTimeouts } from 'rate-limiter-flexible'
import type { Database } from '../database/database.ts'
import type { Clock } from '../shared/clock.ts'
import type { RateLimits } from '../web/rate-limits.ts'
import { DatabaseRateLimiter } from './database-rate-limiter.ts'
import type { Redis } from './redis.ts'
import { RedisRateLimiter } from './redis-rate-limiter.ts'

/** Milliseconds. */
const COUNT_TIMEOUT = 500

/**
 * Requests per minute. Thousands of phones may share one address of a mobile network. The limits for a patient are
 * higher than any person needs, and stop a script.
 */
export const MAX_PER_MINUTE = {
  address: 6000,
  logIn: 600,
  patient: 600,
  change: 120,
} satisfies Partial<Record<keyof RateLimits, number>>

/** In seconds, as the library expects. */
const ONE_MINUTE = 60

/**
 * Counts in Redis if it is configured, else in the database, so that all processes share the counts. When counting
 * fails, each process counts in its own memory. Log-ins are refused then, because an attacker could try many
 * identities.
 */
export function createRateLimiters(
  redis: Redis | undefined,
  database: Database,
  clock: Clock,
  fhirRequestsASecond: number,
): RateLimits {
  /** `writeEvery`: see `UnwrittenCounts`. */
  const limit = (name: keyof RateLimits, points: number, { duration = ONE_MINUTE, writeEvery = 1 } = {}) => {
    const rule = { keyPrefix: `limit:${name}`, points, duration }
    const store = { ...rule, ...(name === 'logIn' ? {} : { insuranceLimiter: new RateLimiterMemory(rule) }) }
    return new RLWrapperTimeouts({
      timeoutMs: COUNT_TIMEOUT,
      limiter: redis
        ? new RedisRateLimiter(
            { ...store, storeClient: redis, useRedisPackage: true, inMemoryBlockOnConsumed: points },
            writeEvery,
          )
        : new DatabaseRateLimiter(store, database, clock, writeEvery),
    })
  }
  const { address, logIn, patient, change } = MAX_PER_MINUTE
  return {
    address: limit('address', address, { writeEvery: address / 100 }),
    logIn: limit('logIn', logIn),
    patient: limit('patient', patient, { writeEvery: patient / 100 }),
    change: limit('change', change),
    fhir: limit('fhir', fhirRequestsASecond, { duration: 1, writeEvery: fhirRequestsASecond / 10 }),
  }
}
