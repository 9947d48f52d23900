import { markRefused, markTold, patientsToTell } from './features/patients/told-record-store.ts'
import type { RecordService } from './gateways/record-service/record-service.ts'
import type { Round, Worker } from './turns.ts'

/**
 * Tells the Record Service of every eligible patient it does not know of: new ones first, which are also those who have
 * just turned 16 or been allowed online, then those of a resend that was asked for. Patients it names as wrong are set
 * aside for a person, and the others sent again without them; where it names none, the batch is cut in half.
 */
export function tellingRecords(
  { database, clock, log }: Worker,
  service: Pick<RecordService, 'tell'>,
  largestBatch: number,
): (signal: AbortSignal) => Promise<Round> {
  const kind = 'appointments'
  let most = largestBatch

  return async signal => {
    const patients = await patientsToTell(database, { kind, most, now: clock.now() })
    if (patients.length === 0) return 'nothing-left'
    const begun = clock.now()
    const sending = await service.tell(
      patients.map(({ nhsNumber }) => nhsNumber),
      signal,
    )
    log.info({ events: patients.length, reason: sending.reason }, 'records sent')
    if (sending.outcome === 'later') return { later: sending.reason, pause: sending.pause }
    if (sending.outcome === 'accepted') {
      await markTold(database, kind, patients, begun)
      most = Math.min(largestBatch, most * 2)
      return 'more'
    }
    const named = patients.length === 1 ? patients : sending.faulty.flatMap(index => patients[index] ?? [])
    if (named.length === 0) most = Math.ceil(patients.length / 2)
    else log.error({ events: named.length, reason: sending.reason }, 'patients refused by the record service')
    await markRefused(database, kind, named, clock.now())
    return { later: sending.reason }
  }
}
