import { randomUUID } from 'node:crypto'
import { toColumn } from '../../database/columns.ts'
import { retryTransient } from '../../database/retry-transient.ts'
import type { JobResult, Worker } from '../../scheduling/leased-job.ts'
import { changedSinceReported, endOfBatch } from './reported-appointment-store.ts'
import { reportAppointment } from './wayfinder.ts'

/** Appointments checked in one round. */
const BATCH_SIZE = 1000

/** Staff correct outcomes in the PAS for some weeks. After 60 days only changes by the patient are reported. */
const LOOK_BACK = Temporal.Duration.from({ hours: 24 * 60 })

/**
 * Reports changes made directly in the PAS: appointments that the hospital booked, moved or cancelled, and
 * attendance. Each round checks the next batch of appointments in the order of their ids, starting at a random id,
 * and compares the version of each with the version that was reported.
 */
export function noticeChanges({ database, clock, log }: Worker): (signal: AbortSignal) => Promise<JobResult> {
  let after: string = randomUUID()
  let hasWrapped = false

  return async signal => {
    const now = clock.now()
    const upTo = await endOfBatch(database, after, BATCH_SIZE)
    const since = toColumn(now.subtract(LOOK_BACK))
    for (const id of await changedSinceReported(database, { after, upTo, since, now })) {
      if (signal.aborted) return 'more'
      await retryTransient(() =>
        database.transaction(transaction => reportAppointment(transaction, id, clock.now())),
      ).catch(error => log.error({ kind: 'appointment', error }, 'appointment change not reported'))
    }
    after = upTo ?? ''
    if (upTo !== undefined) return 'more'
    const round = hasWrapped ? 'done' : 'more'
    hasWrapped = true
    return round
  }
}
