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
  _getRateLimiterRes(_key: string, added: number, { points, expiresAt }: Count): RateLimiterRes {
    const left = expiresAt - this.#clock.now().epochMilliseconds
    return new RateLimiterRes(Math.max(this.points - points, 0), Math.max(left, 0), points, points === added)
  }
}
