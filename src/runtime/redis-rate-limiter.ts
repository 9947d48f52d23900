import { performance } from 'node:perf_hooks'
import { type IRateLimiterRedisOptions, RateLimiterRedis } from 'rate-limiter-flexible'
import { UnwrittenCounts } from './unwritten-counts.ts'

/** The count in Redis, and milliseconds until it expires. */
type Reply = [points: number, left: number]

/** The method that adds to the count, which the types of the library do not have. */
const CountingRedis = RateLimiterRedis as unknown as {
  new (
    options: IRateLimiterRedisOptions,
  ): RateLimiterRedis & {
    _upsert(key: string, points: number, milliseconds: number, forceExpire?: boolean): Promise<Reply>
  }
}

/** Counts requests in Redis. */
export class RedisRateLimiter extends CountingRedis {
  readonly #unwritten: UnwrittenCounts

  constructor(options: IRateLimiterRedisOptions, writeEvery: number) {
    super(options)
    this.#unwritten = new UnwrittenCounts(writeEvery, () => performance.now())
  }

  override async _upsert(
    key: string,
    points: number,
    milliseconds: number,
    forceExpire?: boolean,
  ): Promise<Reply> {
    const count = await this.#unwritten.add(key, points, async unwritten => {
      const [points, left] = await super._upsert(key, unwritten, milliseconds, forceExpire)
      return { points, expiresAt: performance.now() + left }
    })
    return [count.points, count.expiresAt - performance.now()]
  }
}
