import type { Database } from './database/database.ts'
import { clearExpired, type Retention } from './database/expiry.ts'
import { acceptedChangeRetention } from './database/idempotent.ts'
import type { Feature } from './features/feature.ts'
import { features as allFeatures } from './features.ts'
import type { Gateways } from './gateways.ts'
import { deliverEvents } from './outbox/deliver-events.ts'
import { outboxRetention } from './outbox/outbox.ts'
import { rateLimitRetention } from './runtime/database-rate-limiter.ts'
import { sessionRetention } from './runtime/database-session-store.ts'
import { startLeasedJob } from './scheduling/leased-job.ts'
import type { Clock } from './shared/clock.ts'
import type { Log } from './shared/log.ts'

const ONE_HOUR = 60 * 60 * 1000

interface Jobs {
  database: Database
  clock: Clock
  log: Log
  gateways: Gateways
  /** All there are, also those switched off: what they began goes on. */
  features?: readonly Feature[]
}

/** What runs by itself: removing what has run out, delivering events, and the jobs of the features. */
export function startJobs({ features = allFeatures, ...worker }: Jobs): { stop(): Promise<void> } {
  const { database, clock, log } = worker
  const stopping = new AbortController()
  let clearing = Promise.resolve()
  const clear = () => {
    clearing = clearExpired(database, clock.now(), retentionOf(features), stopping.signal).catch(error =>
      log.error({ error }, 'expired rows not removed'),
    )
  }
  const timer = setInterval(clear, ONE_HOUR)
  clear()

  const handlers = Object.assign({}, ...features.map(({ events }) => events))
  const running = [deliverEvents({ database, clock, log, handlers })]
  for (const { name, pace, prepare } of features.flatMap(({ jobs = [] }) => jobs)) {
    const round = prepare(worker)
    if (round) running.push(startLeasedJob(worker, name, round, pace))
  }
  return {
    async stop() {
      clearInterval(timer)
      stopping.abort()
      await Promise.all([clearing, ...running.map(job => job.stop())])
    },
  }
}

/** Everything that is kept for a time only. */
export function retentionOf(features: readonly Feature[]): Retention[] {
  return [
    sessionRetention,
    rateLimitRetention,
    acceptedChangeRetention,
    ...outboxRetention,
    ...features.flatMap(({ retention = [] }) => retention),
  ]
}
