import { RedisStore } from 'connect-redis'
import type { SessionData } from 'express-session'
import type { RedisClientType } from 'redis'
import { idleLimit } from '../web/session/session.ts'

type Done = (error?: unknown) => void

/** How long an ended session is remembered: longer than any request takes. */
const ENDED_SECONDS = 600

/** Saves a session atomically, unless it has ended. */
const SAVE =
  "if redis.call('GET', KEYS[1]) == '' then return 0 end redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2]) return 1"

/**
 * Stores browser sessions in Redis. An ended session remains for a while as an empty value, because a request in
 * progress during the log-out would otherwise save its session again and undo the log-out.
 */
export class RedisSessionStore extends RedisStore {
  readonly #redis: RedisClientType

  constructor(client: RedisClientType, prefix = 'session:') {
    super({ client, prefix, ttl: session => idleLimit(session).total('seconds') })
    this.#redis = client
  }

  override async timeLeft(id: string): Promise<Temporal.Duration | undefined> {
    const milliseconds = await this.#redis.pTTL(this.prefix + id)
    return milliseconds > 0 ? Temporal.Duration.from({ milliseconds }) : undefined
  }

  override async set(id: string, session: SessionData, done: Done = () => {}): Promise<void> {
    const values = [JSON.stringify(session), String(idleLimit(session).total('seconds'))]
    await this.#redis.eval(SAVE, { keys: [this.prefix + id], arguments: values }).then(() => done(), done)
  }

  /** A session that says when it was used is saved once a minute instead. */
  override async touch(id: string, session: SessionData, done: Done = () => {}): Promise<void> {
    if (session.usedAt) done()
    else await super.touch(id, session, done)
  }

  override async destroy(id: string, done: Done = () => {}): Promise<void> {
    const ended = { expiration: { type: 'EX', value: ENDED_SECONDS } } as const
    await this.#redis.set(this.prefix + id, '', ended).then(() => done(), done)
  }
}
