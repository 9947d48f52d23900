import type { Store } from 'express-session'
import type { RedisClientType } from 'redis'
import type { Database } from '../database/database.ts'
import type { Clock } from '../shared/clock.ts'
import type { Area } from '../web/session/area.ts'
import { idleLimit } from '../web/session/session.ts'
import { DatabaseSessionStore } from './database-session-store.ts'
import type { Redis } from './redis.ts'
import { RedisSessionStore } from './redis-session-store.ts'

/** Stores browser sessions in Redis if it is configured, else in the database; those of each area apart. */
export function createSessionStore(
  redis: Redis | undefined,
  database: Database,
  clock: Clock,
  area: Area,
): Store {
  return redis
    ? new RedisSessionStore(redis as RedisClientType, area === 'staff' ? 'staff-session:' : 'session:')
    : new DatabaseSessionStore(database, clock, idleLimit, area === 'staff' ? 'staff-session:' : '')
}
