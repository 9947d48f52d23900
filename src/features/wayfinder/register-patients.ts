import type { RecordService } from '../../gateways/record-service/record-service.ts'
import type { JobResult, Worker } from '../../scheduling/leased-job.ts'
import { markRefused, markRegistered, patientsToRegister } from './registered-patient-store.ts'

/**
 * Registers every eligible patient with the Record Service: first those not yet registered, including patients who
 * have just turned 16 or been allowed online, then those of a requested resend. If the service refuses a batch and
 * names the wrong patients, they are marked as refused for a person to check, and the others are sent again. If it
 * names none, the next batch is half the size.
 */
export function registerPatients(
  { database, clock, log }: Worker,
  service: Pick<RecordService, 'register'>,
  maxBatch: number,
): (signal: AbortSignal) => Promise<JobResult> {
  const kind = 'appointments'
  let limit = maxBatch

  return async signal => {
    const patients = await patientsToRegister(database, { kind, limit, now: clock.now() })
    if (patients.length === 0) return 'done'
    const begun = clock.now()
    const sending = await service.register(
      patients.map(({ nhsNumber }) => nhsNumber),
      signal,
    )
    log.info({ events: patients.length, reason: sending.reason }, 'record service request finished')
    if (sending.outcome === 'retry') return { failed: sending.reason, retryAfter: sending.retryAfter }
    if (sending.outcome === 'accepted') {
      await markRegistered(database, kind, patients, begun)
      limit = Math.min(maxBatch, limit * 2)
      return 'more'
    }
    const named = patients.length === 1 ? patients : sending.faulty.flatMap(index => patients[index] ?? [])
    if (named.length === 0) limit = Math.ceil(patients.length / 2)
    else log.error({ events: named.length, reason: sending.reason }, 'patients refused by the record service')
    await markRefused(database, kind, named, clock.now())
    return { failed: sending.reason }
  }
}
