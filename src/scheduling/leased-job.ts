import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Database } from '../database/database.ts'
import type { Clock } from '../shared/clock.ts'
import type { Log } from '../shared/log.ts'
import { acquireLease, recordJobHealth, releaseLease } from './lease-store.ts'

/** What one round of work came to. `later`: it failed, and is tried again; `pause`: milliseconds others asked for. */
export type Round = 'more' | 'nothing-left' | { later: string; pause?: number | undefined }

export interface Worker {
  database: Database
  clock: Clock
  log: Log
}

/**
 * A job of one process of all, as its feature declares it. `prepare` answers its round, or undefined where the system it
 * needs is not connected, and has then said so in the log.
 */
export interface Job<For extends Worker = Worker> {
  /** The name of its lease: unique among all jobs, and never changed, since releases share it while one replaces another. */
  name: string
  pace?: Partial<typeof LEASED_JOB_PACE>
  prepare(worker: For): JobRound | undefined
}

export type JobRound = (signal: AbortSignal) => Promise<Round>

/** Milliseconds. */
export const LEASED_JOB_PACE = {
  /** Longer than any round: nobody else begins while one is under way. */
  lease: 180_000,
  /** At most 20 requests a second, of the 25 that are allowed (Reporting Service WF-NFR-MI-03). */
  pauseBetween: 50,
  pauseWhenIdle: 5000,
  pauseWhenLeasedElsewhere: 5000,
  firstBackOff: 5000,
  maxBackOff: 10 * 60 * 1000,
}

/**
 * Does rounds of work, in one of all workers at a time. When it fails it waits longer each time, and not all at the
 * same moment. `stop` waits for the round under way, which is told by its signal.
 */
export function startLeasedJob(
  { database, clock, log }: Worker,
  name: string,
  round: JobRound,
  changes: Partial<typeof LEASED_JOB_PACE> = {},
): { stop(): Promise<void> } {
  const pace = { ...LEASED_JOB_PACE, ...changes }
  const holder = randomUUID()
  const stopping = new AbortController()
  let failures = 0
  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
      await releaseLease(database, { name, holder, now: clock.now() }).catch(() => {}) // it ends by itself
    },
  }

  async function run() {
    while (!stopping.signal.aborted) {
      const pause = await step().catch(error => {
        log.error({ kind: name, error }, 'job failed')
        return backOff()
      })
      await wait(pause, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }

  /** One round, if it is our turn; answers how long to wait before the next. */
  async function step(): Promise<number> {
    const now = clock.now()
    const until = now.add({ milliseconds: pace.lease })
    if (!(await acquireLease(database, { name, holder, now, until }))) return pace.pauseWhenLeasedElsewhere
    const done = await round(stopping.signal)
    if (stopping.signal.aborted) return 0
    const works = typeof done === 'string'
    await recordJobHealth(database, name, works, clock.now())
    if (!works) {
      log.warn({ kind: name, reason: done.later, attempts: failures + 1 }, 'tried again later')
      return Math.max(backOff(), done.pause ?? 0)
    }
    failures = 0
    return done === 'more' ? pace.pauseBetween : pace.pauseWhenIdle
  }

  function backOff(): number {
    const limit = Math.min(pace.firstBackOff * 2 ** failures++, pace.maxBackOff)
    return Math.round(limit * (0.75 + Math.random() / 4))
  }
}
