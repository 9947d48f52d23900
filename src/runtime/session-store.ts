import type { Store } from 'express-session'
import type { RedisClientType } from 'redis'
import type { Database } from '../database/database.ts'
import type { Clock } from '../shared/clock.ts'
import { idleLimit } from '../web/session/session.ts'
import { SessionStore } from './database-session-store.ts'
import type { Redis } from './redis.ts'
import { RedisSessionStore } from './redis-session-store.ts'

/** Browser sessions: in Redis where there is one, else in the database; never in memory. */
export function sessionStore(redis: Redis | undefined, database: Database, clock: Clock): Store {
  return redis
    ? new RedisSessionStore(redis as RedisClientType)
    : new SessionStore(database, clock, idleLimit)
}
