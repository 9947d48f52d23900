import { createRequire } from 'node:module'
import {
  type IRateLimiterStoreOptions,
  RateLimiterRes,
  type RateLimiterStoreAbstract,
} from 'rate-limiter-flexible'
import type { Clock } from '../shared/clock.ts'
import { fromColumn, toColumn } from './columns.ts'
import type { Database } from './database.ts'
import { isAlreadyThere } from './faults.ts'

type Options = Omit<IRateLimiterStoreOptions, 'storeClient'>

interface Count {
  points: number
  expires_at: string | Date
}

/** What the library's own stores are made of; it is documented for others and only not exported. */
const StoreLimiter = createRequire(import.meta.url)('rate-limiter-flexible/lib/RateLimiterStoreAbstract') as {
  new (options: Options): RateLimiterStoreAbstract
}

/** Counts requests in the database, for when there is no Redis: one row for each key and time. */
export class DatabaseRateLimiter extends StoreLimiter {
  readonly #database: Database
  readonly #clock: Clock

  constructor(options: Options, database: Database, clock: Clock) {
    super(options)
    this.#database = database
    this.#clock = clock
  }

  /** Called by the library: adds to the count, or begins another when the last has run out. One statement decides. */
  async _upsert(key: string, points: number, milliseconds: number): Promise<Count> {
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
      if (!isAlreadyThere(error)) throw error
      return this._upsert(key, points, milliseconds)
    }
  }

  /** Called by the library with what `_upsert` answered. */
  _getRateLimiterRes(_key: string, added: number, { points, expires_at }: Count): RateLimiterRes {
    const left = this.#clock.now().until(fromColumn(expires_at)).total('milliseconds')
    return new RateLimiterRes(Math.max(this.points - points, 0), Math.max(left, 0), points, points === added)
  }
}
