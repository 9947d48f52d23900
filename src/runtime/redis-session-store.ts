import { RedisStore } from 'connect-redis'
import type { SessionData } from 'express-session'
import type { RedisClientType } from 'redis'
import { ownerHash, ownerOf } from '../web/session/owner.ts'
import { idleLimit } from '../web/session/session.ts'

type Done = (error?: unknown) => void

/** How long an ended session is remembered: longer than any request takes. */
const ENDED_SECONDS = 600

/**
 * Saves a session atomically, unless it has ended, and its id in the set of the patient who is logged in. The set lasts as long as
 * the last of their sessions, because all of them have the same idle limit.
 */
const SAVE = `
if redis.call('GET', KEYS[1]) == '' then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
if KEYS[2] then
  redis.call('SADD', KEYS[2], ARGV[3])
  redis.call('EXPIRE', KEYS[2], ARGV[2])
end
return 1`

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
    const owner = ownerOf(session)
    const keys = [this.prefix + id, ...(owner ? [this.#setOf(owner)] : [])]
    const values = [JSON.stringify(session), String(idleLimit(session).total('seconds')), id]
    await this.#redis.eval(SAVE, { keys, arguments: values }).then(() => done(), done)
  }

  /** A session that says when it was used is saved once a minute instead. */
  override async touch(id: string, session: SessionData, done: Done = () => {}): Promise<void> {
    if (session.usedAt) done()
    else await super.touch(id, session, done)
  }

  override async destroy(id: string, done: Done = () => {}): Promise<void> {
    await this.#end(id).then(() => done(), done)
  }

  override async sessionsOf(patientId: string): Promise<SessionData[]> {
    const set = this.#setOf(ownerHash(patientId))
    const ids = await this.#redis.sMembers(set)
    if (ids.length === 0) return []
    const saved = await this.#redis.mGet(ids.map(id => this.prefix + id))
    const gone = ids.filter((_, index) => !saved[index])
    if (gone.length > 0) await this.#redis.sRem(set, gone)
    return saved.flatMap(session => (session ? (JSON.parse(session) as SessionData) : []))
  }

  override async endSessionsOf(patientId: string, exceptId: string): Promise<void> {
    const set = this.#setOf(ownerHash(patientId))
    const ids = await this.#redis.sMembers(set)
    const others = ids.filter(id => id !== exceptId)
    await Promise.all(others.map(id => this.#end(id)))
    if (others.length > 0) await this.#redis.sRem(set, others)
  }

  async #end(id: string): Promise<void> {
    await this.#redis.set(this.prefix + id, '', { expiration: { type: 'EX', value: ENDED_SECONDS } })
  }

  #setOf(owner: string): string {
    return `${this.prefix}of:${owner}`
  }
}
