import type { Database } from './database/database.ts'
import { clearExpired } from './database/expiry.ts'
import { startDeliveries } from './deliveries.ts'
import { receivers } from './receivers.ts'
import type { Clock } from './shared/clock.ts'
import type { Log } from './shared/log.ts'

const HOURLY = 60 * 60 * 1000

/** What runs unasked, and how often. `stop` waits for what is under way. */
export function startTimetable(database: Database, clock: Clock, log: Log): { stop(): Promise<void> } {
  let running = Promise.resolve()
  const stopping = new AbortController()
  const tidy = () => {
    running = clearExpired(database, clock.now(), stopping.signal).catch(error =>
      log.error({ error }, 'tidying failed'),
    )
  }
  const timer = setInterval(tidy, HOURLY)
  tidy()
  const deliveries = startDeliveries({ database, clock, log, receivers })
  return {
    async stop() {
      clearInterval(timer)
      stopping.abort()
      await Promise.all([running, deliveries.stop()])
    },
  }
}
