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
import { fixedQuery } from '../database/fixed-query.ts'
import type { Clock } from '../shared/clock.ts'
import { type Count, UnwrittenCounts } from './unwritten-counts.ts'

type Options = Omit<IRateLimiterStoreOptions, 'storeClient'>

interface Row {
  points: number
  expires_at: string | Date
}

/** The base class of the library's stores. It is documented for custom stores, but the package does not export it. */
const StoreLimiter = createRequire(import.meta.url)('rate-limiter-flexible/lib/RateLimiterStoreAbstract') as {
  new (options: Options): RateLimiterStoreAbstract
}

const COLUMNS = ['points', 'expires_at']

const increment = fixedQuery<[key: string, points: number, now: string], Row[]>(
  (database, key, points, now) =>
    database('rate_limit')
      .where('limit_key', key)
      .where('expires_at', '>', now)
      .update({ points: database.raw('points + ?', [points]) }, COLUMNS),
)

const restart = fixedQuery<[key: string, points: number, expiresAt: string, now: string], Row[]>(
  (database, key, points, expiresAt, now) =>
    database('rate_limit')
      .where('limit_key', key)
      .where('expires_at', '<=', now)
      .update({ points, expires_at: expiresAt }, COLUMNS),
)

export const rateLimitRetention: Retention = { table: 'rate_limit', key: 'limit_key', since: 'expires_at' }

/** Counts requests in the database when there is no Redis: one row for each key. */
export class DatabaseRateLimiter extends StoreLimiter {
  readonly #database: Database
  readonly #clock: Clock
  readonly #unwritten: UnwrittenCounts

  constructor(options: Options, database: Database, clock: Clock, writeEvery = 1) {
    super(options)
    this.#database = database
    this.#clock = clock
    this.#unwritten = new UnwrittenCounts(writeEvery, () => clock.now().epochMilliseconds)
  }

  /** Called by the library. Adds the points to the key's count and returns the count. */
  _upsert(key: string, points: number, milliseconds: number): Promise<Count> {
    return this.#unwritten.add(key, points, async unwritten => {
      const { points, expires_at } = await this.#write(key, unwritten, milliseconds)
      return { points, expiresAt: fromColumn(expires_at).epochMilliseconds }
    })
  }

  /** Adds to the current count, or restarts an expired one. Each is one atomic statement. */
  async #write(key: string, points: number, milliseconds: number): Promise<Row> {
    const now = this.#clock.now()
    const [at, expiresAt] = [toColumn(now), toColumn(now.add({ milliseconds }))]
    const [incremented] = await increment(this.#database, key, points, at)
    if (incremented) return incremented
    const newCount = { points, expires_at: expiresAt }
    const [restarted] = await restart(this.#database, key, points, expiresAt, at)
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
  _getRateLimiterRes(_key: string, added: number, { points, expiresAt }: Count): RateLimiterRes {
    const left = expiresAt - this.#clock.now().epochMilliseconds
    return new RateLimiterRes(Math.max(this.points - points, 0), Math.max(left, 0), points, points === added)
  }
}
