import { createClient } from 'redis'
import type { Log } from '../shared/log.ts'

/** Milliseconds. */
const PING_INTERVAL = 500
/** After this many pings without a reply, two seconds, the connection counts as lost. */
const MAX_MISSED_PINGS = 4
/** More than any load has pending for two seconds. Further commands fail immediately. */
const MAX_QUEUED_COMMANDS = 10_000

export type Redis = ReturnType<typeof clientOf>

/**
 * Opens a Redis connection that never blocks requests. Commands fail immediately while there is no connection, and
 * within two seconds when Redis stops responding. The client reconnects by itself.
 */
export function openRedis(url: string, log: Log): { redis: Redis; close(): void } {
  const redis = clientOf(url)
  let lost = false
  const connect = () => {
    redis.connect().catch(() => {}) // Rejects only after `close`. The 'error' event reports all other errors.
  }
  // Logged once for each outage, not for each attempt to reconnect.
  const logLost = (error?: Error) => {
    if (!lost) log.error({ error }, 'Redis connection lost')
    lost = true
  }
  redis.on('error', logLost)
  redis.on('ready', () => {
    if (lost) log.info('Redis connection restored')
    lost = false
  })

  // The socket's own timeout also counts our writes as activity, so under load it would not notice a frozen Redis.
  let missedPings = 0
  redis.on('ready', () => (missedPings = 0))
  redis.on('ping-interval', () => (missedPings = 0))
  const timer = setInterval(() => {
    if (!redis.isReady || ++missedPings <= MAX_MISSED_PINGS) return
    logLost()
    redis.destroy()
    connect()
  }, PING_INTERVAL)

  connect()
  return {
    redis,
    close() {
      clearInterval(timer)
      redis.destroy()
    },
  }
}

function clientOf(url: string) {
  return createClient({
    url,
    disableOfflineQueue: true,
    commandsQueueMaxLength: MAX_QUEUED_COMMANDS,
    pingInterval: PING_INTERVAL,
    socket: {
      connectTimeout: 2000,
      socketTimeout: 2000,
      reconnectStrategy: tries => Math.min(50 * 2 ** tries, 2000),
    },
  })
}
