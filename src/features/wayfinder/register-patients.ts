import type { Database } from '../../database/database.ts'
import type { RecordService } from '../../gateways/record-service/record-service.ts'
import { acquireLease, failingSeconds, recordJobHealth } from '../../scheduling/lease-store.ts'
import type { JobResult, Worker } from '../../scheduling/leased-job.ts'
import { markRefused, markRegistered, patientsToRegister } from './registered-patient-store.ts'

/** The name under which the health of the settings is kept, beside the health of the job. */
const SETTINGS = 'records-settings'

/** Longer lists are cut off in the log. */
const MAX_LOGGED_ENTRIES = 50

/**
 * Registers every eligible patient with the Record Service: first those not yet registered, including patients who
 * have just turned 16 or been allowed online, then those of a requested resend. If the service refuses a batch and
 * names the wrong entries, their patients are marked as refused for a person to check, and the others are sent again at
 * once. A refusal that names none is about our settings, as a wrong key is: no patient is marked, and an alert says so.
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
    const { reason } = sending
    log.info({ events: patients.length, reason }, 'record service request finished')
    if (sending.outcome === 'accepted') {
      await markRegistered(database, kind, patients, begun)
      await recordJobHealth(database, SETTINGS, true, clock.now())
      limit = Math.min(maxBatch, limit * 2)
      return 'more'
    }
    const entries = sending.outcome === 'refused' ? sending.faulty : []
    if (reason === 'status-401' || (reason === 'status-400' && entries.length === 0)) await blameSettings()
    if (sending.outcome === 'retry') return { failed: reason, retryAfter: sending.retryAfter }
    if (reason === 'status-413') limit = Math.ceil(patients.length / 2)
    if (entries.length === 0) return { failed: reason }
    log.error(
      { events: entries.length, entries: namesOf(entries), reason },
      'patients refused by the record service',
    )
    const named = entries.flatMap(index => patients[index] ?? [])
    await markRefused(database, kind, named, clock.now())
    // When every patient of a batch is refused the fault may be ours. The pause gives time to notice.
    return named.length < patients.length ? 'more' : { failed: reason }
  }

  async function blameSettings() {
    const now = clock.now()
    log.error({ kind: 'records' }, 'the record service does not accept the settings of the portal')
    // A lease that expires at once, only for its row.
    await acquireLease(database, { name: SETTINGS, holder: SETTINGS, now, until: now })
    await recordJobHealth(database, SETTINGS, false, now)
  }
}

/** Since when the Record Service has not accepted our client id, key or batches, in seconds; 0 when it does. */
export async function misconfiguredSeconds(database: Database, now: Temporal.Instant): Promise<number> {
  return (await failingSeconds(database, now))[SETTINGS] ?? 0
}

/** In brackets, so that the log does not take a row of them for an NHS number. */
function namesOf(entries: readonly number[]): string {
  return entries
    .slice(0, MAX_LOGGED_ENTRIES)
    .map(index => `[${index}]`)
    .join(' ')
}
