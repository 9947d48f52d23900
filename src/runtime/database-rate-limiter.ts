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

/** What the library's own stores are made of; it is documented for others and only not exported. */
const StoreLimiter = createRequire(import.meta.url)('rate-limiter-flexible/lib/RateLimiterStoreAbstract') as {
  new (options: Options): RateLimiterStoreAbstract
}

/** Most keys counted in memory between two writes. */
const MAX_KEYS_IN_MEMORY = 10_000

export const rateLimitRetention: Retention = { table: 'rate_limit', key: 'limit_key', since: 'expires_at' }

/**
 * Counts requests in the database, for when there is no Redis: one row for each key and time. Reading a page must not
 * cost a write, so only every so many requests are written, together: each copy may be so many behind the others.
 */
export class DatabaseRateLimiter extends StoreLimiter {
  readonly #database: Database
  readonly #clock: Clock
  readonly #writeEvery: number
  readonly #kept = new Map<string, { points: number; unwritten: number; expiresAt: Temporal.Instant }>()

  constructor(options: Options, database: Database, clock: Clock, writeEvery = 1) {
    super(options)
    this.#database = database
    this.#clock = clock
    this.#writeEvery = writeEvery
  }

  /** Called by the library: adds to the count and answers it. */
  async _upsert(key: string, points: number, milliseconds: number): Promise<Count> {
    const kept = this.#kept.get(key)
    const goesOn = kept && Temporal.Instant.compare(kept.expiresAt, this.#clock.now()) > 0
    const unwritten = points + (goesOn ? kept.unwritten : 0)
    if (goesOn && unwritten < this.#writeEvery) {
      kept.unwritten = unwritten
      kept.points += points
      return { points: kept.points, expires_at: toColumn(kept.expiresAt) }
    }
    if (goesOn) kept.unwritten = 0
    const count = await this.#write(key, unwritten, milliseconds)
    if (this.#kept.size >= MAX_KEYS_IN_MEMORY) this.#kept.clear()
    if (this.#writeEvery > 1) {
      const since = goesOn ? kept.unwritten : 0
      const expiresAt = fromColumn(count.expires_at)
      this.#kept.set(key, { points: count.points + since, unwritten: since, expiresAt })
    }
    return count
  }

  /** Adds to the row, or begins another when the last has run out. One statement decides. */
  async #write(key: string, points: number, milliseconds: number): Promise<Count> {
    const now = this.#clock.now()
    const begun = { points, expires_at: toColumn(now.add({ milliseconds })) }
    const row = () => this.#database('rate_limit').where('limit_key', key)
    const columns = ['points', 'expires_at']
    const more = { points: this.#database.raw('points + ?', [points]) }
    const [counted] = await row().where('expires_at', '>', toColumn(now)).update(more, columns)
    if (counted) return counted
    const [again] = await row().where('expires_at', '<=', toColumn(now)).update(begun, columns)
    if (again) return again
    try {
      await this.#database('rate_limit').insert({ limit_key: key, ...begun })
      return begun
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
      return this.#write(key, points, milliseconds)
    }
  }

  /** Called by the library with what `_upsert` answered. */
  _getRateLimiterRes(_key: string, added: number, { points, expires_at }: Count): RateLimiterRes {
    const left = this.#clock.now().until(fromColumn(expires_at)).total('milliseconds')
    return new RateLimiterRes(Math.max(this.points - points, 0), Math.max(left, 0), points, points === added)
  }
}
