import { randomUUID } from 'node:crypto'
import { toColumn } from '../../database/columns.ts'
import { retryTransient } from '../../database/retry-transient.ts'
import type { Round, Worker } from '../../scheduling/leased-job.ts'
import { changedSinceReported, endOfStretch } from './reported-appointment-store.ts'
import { reportAppointment } from './wayfinder.ts'

/** Appointments looked at in one round. */
const STRETCH = 1000

/** The PAS corrects what became of an appointment for a while after it; later only what the patient does is reported. */
const LOOKED_AT = Temporal.Duration.from({ hours: 24 * 60 })

/**
 * Notices what the PAS changed by itself: bookings made, moved and cancelled by the hospital, who came and who did not.
 * It walks all appointments in the order of their ids, so many at a round, from wherever it happens to begin, and
 * compares the version of each with the one that was reported.
 */
export function noticeChanges({ database, clock, log }: Worker): (signal: AbortSignal) => Promise<Round> {
  let after: string = randomUUID()
  let whole = false

  return async signal => {
    const now = clock.now()
    const upTo = await endOfStretch(database, after, STRETCH)
    const since = toColumn(now.subtract(LOOKED_AT))
    for (const id of await changedSinceReported(database, { after, upTo, since, now })) {
      if (signal.aborted) return 'more'
      await retryTransient(() =>
        database.transaction(transaction => reportAppointment(transaction, id, clock.now())),
      ).catch(error => log.error({ kind: 'appointment', error }, 'change not reported'))
    }
    after = upTo ?? ''
    if (upTo !== undefined) return 'more'
    const round = whole ? 'nothing-left' : 'more'
    whole = true
    return round
  }
}
