import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Database } from '../database/database.ts'
import type { Clock } from '../shared/clock.ts'
import type { Log } from '../shared/log.ts'
import { acquireLease, recordJobHealth, releaseLease } from './lease-store.ts'

/**
 * The result of one run of a job. `more`: there is more work to do now; `done`: there is none. `failed`: the reason, a
 * fixed code for the log; `retryAfter`: the minimum delay before the next run, in milliseconds.
 */
export type JobResult = 'more' | 'done' | { failed: string; retryAfter?: number | undefined }

export interface Worker {
  database: Database
  clock: Clock
  log: Log
}

/** A job that a feature declares. Only one of all workers runs it at a time. */
export interface Job<JobWorker extends Worker = Worker> {
  /** The name of its lease: unique among all jobs. Never rename it, because two releases may run at the same time. */
  name: string
  pace?: Partial<typeof LEASED_JOB_PACE>
  /** Returns the function to run. When the external system is not configured, logs that and returns undefined. */
  prepare(worker: JobWorker): JobRun | undefined
}

/** Does one batch of work. `signal` is aborted when the worker shuts down. */
export type JobRun = (signal: AbortSignal) => Promise<JobResult>

/** Milliseconds. */
export const LEASED_JOB_PACE = {
  /** Longer than any run, so that no other worker starts the job during one. */
  lease: 180_000,
  /** At most 20 requests a second, of the 25 that are allowed (Reporting Service WF-NFR-MI-03). */
  pauseBetween: 50,
  pauseWhenIdle: 5000,
  pauseWhenLeasedElsewhere: 5000,
  firstBackOff: 5000,
  maxBackOff: 10 * 60 * 1000,
}

/**
 * Runs a job again and again while this worker holds its lease. After a failure it backs off, with random jitter.
 * `stop` aborts the signal of the current run and waits for the run to end.
 */
export function startLeasedJob(
  { database, clock, log }: Worker,
  name: string,
  runJob: JobRun,
  changes: Partial<typeof LEASED_JOB_PACE> = {},
): { stop(): Promise<void> } {
  const pace = { ...LEASED_JOB_PACE, ...changes }
  const holder = randomUUID()
  const stopping = new AbortController()
  let failures = 0
  const running = loop()
  return {
    async stop() {
      stopping.abort()
      await running
      await releaseLease(database, { name, holder, now: clock.now() }).catch(() => {}) // the lease expires anyway
    },
  }

  async function loop() {
    while (!stopping.signal.aborted) {
      const pause = await runOnce().catch(error => {
        log.error({ kind: name, error, attempts: failures + 1 }, 'job failed')
        return backOff()
      })
      await wait(pause, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }

  /** Runs the job if this worker gets the lease. Returns the delay before the next attempt, in milliseconds. */
  async function runOnce(): Promise<number> {
    const now = clock.now()
    const until = now.add({ milliseconds: pace.lease })
    if (!(await acquireLease(database, { name, holder, now, until }))) return pace.pauseWhenLeasedElsewhere
    const result = await runJob(stopping.signal)
    if (stopping.signal.aborted) return 0
    const succeeded = typeof result === 'string'
    await recordJobHealth(database, name, succeeded, clock.now())
    if (!succeeded) {
      log.warn({ kind: name, reason: result.failed, attempts: failures + 1 }, 'job failed, will be retried')
      return Math.max(backOff(), result.retryAfter ?? 0)
    }
    failures = 0
    return result === 'more' ? pace.pauseBetween : pace.pauseWhenIdle
  }

  function backOff(): number {
    const limit = Math.min(pace.firstBackOff * 2 ** failures++, pace.maxBackOff)
    return Math.round(limit * (0.75 + Math.random() / 4))
  }
}
