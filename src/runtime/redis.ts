import { createClient } from 'redis'
import type { Log } from '../shared/log.ts'

/** Looks at Redis this often, and gives it up after so many looks without an answer: two seconds. Milliseconds. */
const LOOK_EVERY = 500
const LOOKS = 4
/** More commands than any load leaves unanswered for two seconds; beyond them each fails at once. */
const MAX_QUEUED_COMMANDS = 10_000

export type Redis = ReturnType<typeof clientOf>

/**
 * Redis, which may be down now or later: nothing waits for it to come back. A command fails at once while there is
 * no connection, and within two seconds when Redis falls silent; the connection is made again by itself.
 */
export function openRedis(url: string, log: Log): { redis: Redis; close(): void } {
  const redis = clientOf(url)
  let lost = false
  const connect = () => {
    redis.connect().catch(() => {}) // It is over only when we close, and every fault was heard below.
  }
  // One line when it goes and one when it comes back, not one for every try.
  const note = (error?: Error) => {
    if (!lost) log.error({ error }, 'Redis lost')
    lost = true
  }
  redis.on('error', note)
  redis.on('ready', () => {
    if (lost) log.info('Redis back')
    lost = false
  })

  // The socket's own limit counts what we write as life: under load a frozen Redis would never be given up.
  let looks = 0
  redis.on('ready', () => (looks = 0))
  redis.on('ping-interval', () => (looks = 0))
  const looking = setInterval(() => {
    if (!redis.isReady || ++looks <= LOOKS) return
    note()
    redis.destroy()
    connect()
  }, LOOK_EVERY)

  connect()
  return {
    redis,
    close() {
      clearInterval(looking)
      redis.destroy()
    },
  }
}

function clientOf(url: string) {
  return createClient({
    url,
    disableOfflineQueue: true,
    commandsQueueMaxLength: MAX_QUEUED_COMMANDS,
    pingInterval: LOOK_EVERY,
    socket: {
      connectTimeout: 2000,
      socketTimeout: 2000,
      reconnectStrategy: tries => Math.min(50 * 2 ** tries, 2000),
    },
  })
}
