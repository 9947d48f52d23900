import type { Database } from './database/database.ts'
import { clearExpired, type Retention } from './database/expiry.ts'
import { acceptedChangeRetention } from './database/idempotent.ts'
import type { Feature } from './features/feature.ts'
import { features as allFeatures } from './features.ts'
import { checkFiles } from './files/check-files.ts'
import { fileCheckRetention } from './files/file-check-store.ts'
import type { StoredFiles } from './files/stored-files.ts'
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
  files: StoredFiles
  /** Includes disabled features: their jobs and events must finish what the feature started. */
  features?: readonly Feature[]
}

/** Starts all background work: removing expired rows, delivering events, and the jobs of the features. */
export function startJobs({ features = allFeatures, ...worker }: Jobs): { stop(): Promise<void> } {
  const { database, clock, log } = worker
  const stopping = new AbortController()
  let cleanup = Promise.resolve()
  const startCleanup = () => {
    cleanup = clearExpired(database, clock.now(), retentionOf(features), stopping.signal).catch(error =>
      log.error({ error }, 'removing expired rows failed'),
    )
  }
  const timer = setInterval(startCleanup, ONE_HOUR)
  startCleanup()

  const listeners = features.flatMap(({ listensTo = {} }) => Object.entries(listensTo))
  const handlers = Object.fromEntries(
    features
      .flatMap(({ events = {} }) => Object.entries(events))
      .map(([kind, own]) => {
        const others = listeners.filter(([listened]) => listened === kind).flatMap(([, made]) => made)
        return [kind, [...own, ...others].map(prepare => prepare(worker))]
      }),
  )
  const running = [deliverEvents({ database, clock, log, handlers })]
  for (const { name, pace, prepare } of [checkFiles, ...features.flatMap(({ jobs = [] }) => jobs)]) {
    const run = prepare(worker)
    if (run) running.push(startLeasedJob(worker, name, run, pace))
  }
  return {
    async stop() {
      clearInterval(timer)
      stopping.abort()
      await Promise.all([cleanup, ...running.map(job => job.stop())])
    },
  }
}

/** The retention rules of every table whose rows expire. */
export function retentionOf(features: readonly Feature[]): Retention[] {
  return [
    sessionRetention,
    rateLimitRetention,
    acceptedChangeRetention,
    fileCheckRetention,
    ...outboxRetention,
    ...features.flatMap(({ retention = [] }) => retention),
  ]
}
