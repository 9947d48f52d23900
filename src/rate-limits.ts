import { RateLimiterMemory, RateLimiterRedis, RLWrapperTimeouts } from 'rate-limiter-flexible'
import type { Database } from './database/database.ts'
import { DatabaseRateLimiter } from './database/rate-limiter.ts'
import type { Redis } from './redis.ts'
import type { Clock } from './shared/clock.ts'
import type { RateLimits } from './web/rate-limits.ts'

/** Milliseconds that counting may take: longer, and it counts as failed. */
const LONGEST_COUNT = 500

/**
 * Requests a minute. Those of an address are for the thousands of phones that share one address of a mobile network;
 * those of a person are more than any person makes, and end a script.
 */
export const MOST_A_MINUTE: Record<keyof RateLimits, number> = {
  address: 6000,
  logIn: 600,
  patient: 600,
  change: 120,
  fhir: 1200,
}

/** Counts of what is only read, which may be a hundredth behind. */
const OF_PAGES = new Set<keyof RateLimits>(['address', 'patient'])

/**
 * Counted in Redis where there is one, else in the database, so that all copies count together. When that fails each
 * copy counts in its own memory; only log-ins then stop, since somebody could be trying one identity after another.
 */
export function openRateLimits(redis: Redis | undefined, database: Database, clock: Clock): RateLimits {
  const limit = (name: keyof RateLimits) => {
    const points = MOST_A_MINUTE[name]
    const rule = { keyPrefix: `limit:${name}`, points, duration: 60 }
    const store = { ...rule, ...(name === 'logIn' ? {} : { insuranceLimiter: new RateLimiterMemory(rule) }) }
    return new RLWrapperTimeouts({
      timeoutMs: LONGEST_COUNT,
      limiter: redis
        ? new RateLimiterRedis({
            ...store,
            storeClient: redis,
            useRedisPackage: true,
            inMemoryBlockOnConsumed: points,
          })
        : new DatabaseRateLimiter(store, database, clock, OF_PAGES.has(name) ? points / 100 : 1),
    })
  }
  return {
    address: limit('address'),
    logIn: limit('logIn'),
    patient: limit('patient'),
    change: limit('change'),
    fhir: limit('fhir'),
  }
}
