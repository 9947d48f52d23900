import { createRequire } from 'node:module'
import {
  type IRateLimiterStoreOptions,
  RateLimiterRes,
  type RateLimiterStoreAbstract,
} from 'rate-limiter-flexible'
import { fromColumn, toColumn } from '../database/columns.ts'
import type { Database } from '../database/database.ts'
import type { Retention } from '../database/expiry.ts'
import { isDuplicateKey } from '../database/faults.ts'
import type { Clock } from '../shared/clock.ts'

type Options = Omit<IRateLimiterStoreOptions, 'storeClient'>

interface Count {
  points: number
  expires_at: string | Date
}

/** The base class of the library's stores. It is documented for custom stores, but the package does not export it. */
const StoreLimiter = createRequire(import.meta.url)('rate-limiter-flexible/lib/RateLimiterStoreAbstract') as {
  new (options: Options): RateLimiterStoreAbstract
}

/** Maximum number of cached counts. */
const MAX_KEYS_IN_MEMORY = 10_000

export const rateLimitRetention: Retention = { table: 'rate_limit', key: 'limit_key', since: 'expires_at' }

/**
 * Counts requests in the database when there is no Redis: one row for each key. Showing a page should not cost a write,
 * so requests are counted in memory and every `writeEvery` requests are written together. Other processes do not see
 * the unwritten requests.
 */
export class DatabaseRateLimiter extends StoreLimiter {
  readonly #database: Database
  readonly #clock: Clock
  readonly #writeEvery: number
  readonly #cache = new Map<string, { points: number; unwritten: number; expiresAt: Temporal.Instant }>()

  constructor(options: Options, database: Database, clock: Clock, writeEvery = 1) {
    super(options)
    this.#database = database
    this.#clock = clock
    this.#writeEvery = writeEvery
  }

  /** Called by the library. Adds the points to the key's count and returns the count. */
  async _upsert(key: string, points: number, milliseconds: number): Promise<Count> {
    const cached = this.#cache.get(key)
    const isCurrent = cached && Temporal.Instant.compare(cached.expiresAt, this.#clock.now()) > 0
    const unwritten = points + (isCurrent ? cached.unwritten : 0)
    if (isCurrent && unwritten < this.#writeEvery) {
      cached.unwritten = unwritten
      cached.points += points
      return { points: cached.points, expires_at: toColumn(cached.expiresAt) }
    }
    if (isCurrent) cached.unwritten = 0
    const count = await this.#write(key, unwritten, milliseconds)
    if (this.#cache.size >= MAX_KEYS_IN_MEMORY) this.#cache.clear()
    if (this.#writeEvery > 1) {
      // Requests that were counted while this one was written.
      const since = isCurrent ? cached.unwritten : 0
      const expiresAt = fromColumn(count.expires_at)
      this.#cache.set(key, { points: count.points + since, unwritten: since, expiresAt })
    }
    return count
  }

  /** Adds to the current count, or restarts an expired one. Each is one atomic statement. */
  async #write(key: string, points: number, milliseconds: number): Promise<Count> {
    const now = this.#clock.now()
    const newCount = { points, expires_at: toColumn(now.add({ milliseconds })) }
    const row = () => this.#database('rate_limit').where('limit_key', key)
    const columns = ['points', 'expires_at']
    const increment = { points: this.#database.raw('points + ?', [points]) }
    const [incremented] = await row().where('expires_at', '>', toColumn(now)).update(increment, columns)
    if (incremented) return incremented
    const [restarted] = await row().where('expires_at', '<=', toColumn(now)).update(newCount, columns)
    if (restarted) return restarted
    try {
      await this.#database('rate_limit').insert({ limit_key: key, ...newCount })
      return newCount
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
      return this.#write(key, points, milliseconds)
    }
  }

  /** Called by the library with the result of `_upsert`. */
  _getRateLimiterRes(_key: string, added: number, { points, expires_at }: Count): RateLimiterRes {
    const left = this.#clock.now().until(fromColumn(expires_at)).total('milliseconds')
    return new RateLimiterRes(Math.max(this.points - points, 0), Math.max(left, 0), points, points === added)
  }
}
