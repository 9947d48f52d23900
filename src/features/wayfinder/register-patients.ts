import type { RecordService } from '../../gateways/record-service/record-service.ts'
import type { Round, Worker } from '../../scheduling/leased-job.ts'
import { markRefused, markRegistered, patientsToRegister } from './registered-patient-store.ts'

/**
 * Tells the Record Service of every eligible patient it does not know of: new ones first, which are also those who have
 * just turned 16 or been allowed online, then those of a resend that was asked for. Patients it names as wrong are set
 * aside for a person, and the others sent again without them; where it names none, the batch is cut in half.
 */
export function registerPatients(
  { database, clock, log }: Worker,
  service: Pick<RecordService, 'tell'>,
  largestBatch: number,
): (signal: AbortSignal) => Promise<Round> {
  const kind = 'appointments'
  let limit = largestBatch

  return async signal => {
    const patients = await patientsToRegister(database, { kind, limit, now: clock.now() })
    if (patients.length === 0) return 'nothing-left'
    const begun = clock.now()
    const sending = await service.tell(
      patients.map(({ nhsNumber }) => nhsNumber),
      signal,
    )
    log.info({ events: patients.length, reason: sending.reason }, 'records sent')
    if (sending.outcome === 'later') return { later: sending.reason, pause: sending.pause }
    if (sending.outcome === 'accepted') {
      await markRegistered(database, kind, patients, begun)
      limit = Math.min(largestBatch, limit * 2)
      return 'more'
    }
    const named = patients.length === 1 ? patients : sending.faulty.flatMap(index => patients[index] ?? [])
    if (named.length === 0) limit = Math.ceil(patients.length / 2)
    else log.error({ events: named.length, reason: sending.reason }, 'patients refused by the record service')
    await markRefused(database, kind, named, clock.now())
    return { later: sending.reason }
  }
}
