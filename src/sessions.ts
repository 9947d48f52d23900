import type { Store } from 'express-session'
import { createClient, type RedisClientType } from 'redis'
import type { Config } from './config.ts'
import type { Database } from './database/database.ts'
import { SessionStore } from './database/session-store.ts'
import type { Clock } from './shared/clock.ts'
import type { Log } from './shared/log.ts'
import { RedisSessionStore } from './web/redis-session-store.ts'
import { idleLimit } from './web/session.ts'

interface Sessions {
  store: Store
  isReady(): Promise<boolean>
  close(): Promise<void>
}

/** Browser sessions: in Redis where there is one, else in the database; never in memory. */
export async function openSessions(
  config: Config,
  { clock, database, log }: { clock: Clock; database: Database; log: Log },
): Promise<Sessions> {
  if (!config.redisUrl)
    return {
      store: new SessionStore(database, clock, idleLimit),
      isReady: async () => true,
      close: async () => {},
    }

  // A frozen or dead Redis must fail a request quickly, not hold it: nothing is queued, and silence is an end.
  const client = createClient({
    url: config.redisUrl,
    disableOfflineQueue: true,
    pingInterval: 1000,
    socket: {
      connectTimeout: 2000,
      socketTimeout: 2000,
      reconnectStrategy: tries => Math.min(50 * 2 ** tries, 2000),
    },
  })
  client.on('error', error => log.error({ error }, 'Redis'))
  await client.connect()
  return {
    store: new RedisSessionStore(client as RedisClientType),
    isReady: async () => (await client.ping()) === 'PONG',
    close: async () => client.destroy(),
  }
}
