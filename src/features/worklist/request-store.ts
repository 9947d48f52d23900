import { isGuid, toColumn } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'
import { fixedQuery } from '../../database/fixed-query.ts'
import { type HeldChange, heldColumns } from '../staff-work/staff-work.ts'
import type { ChangeRequest, Outcome } from './change-request.ts'
import { changeRequest, REQUEST_COLUMNS, type Row } from './change-request-row.ts'

/** A request by id and patient together, in any state. */
export async function findRequest(
  database: Database,
  patientId: string,
  id: unknown,
): Promise<ChangeRequest | undefined> {
  if (!isGuid(id)) return undefined
  const row = await selectRequests(database)
    .where({ 'change_request.id': id, 'appointment.patient_id': patientId })
    .first()
  return row && changeRequest(row)
}

/** A request by id and trust together, in any state. The clinic says whose it is. */
export async function findRequestOfTrust(
  database: Database,
  trustOdsCode: string,
  id: unknown,
): Promise<ChangeRequest | undefined> {
  if (!isGuid(id)) return undefined
  const row = await selectRequests(database)
    .join('clinic', 'clinic.id', 'appointment.clinic_id')
    .where({ 'change_request.id': id, 'clinic.trust_ods_code': trustOdsCode })
    .first()
  return row && changeRequest(row)
}

/** The trust that has cancelled an appointment and given the patient no other time for it; undefined for any other. */
export async function findOwingTrust(database: Database, appointmentId: string): Promise<string | undefined> {
  const row = await database('appointment')
    .join('clinic', 'clinic.id', 'appointment.clinic_id')
    .where({
      'appointment.id': appointmentId,
      'appointment.status': 'cancelled',
      'appointment.cancelled_by': 'hospital',
    })
    .whereNull('appointment.moved_to_id')
    .first('clinic.trust_ods_code')
  return row?.trust_ods_code
}

/**
 * The last request about an appointment, or the one by which the booking team gave the patient this appointment instead of
 * another.
 */
export async function latestRequest(
  database: Database,
  patientId: string,
  appointmentId: string,
): Promise<ChangeRequest | undefined> {
  const row = await lastRequest(database, patientId, appointmentId)
  return row && changeRequest(row)
}

const lastRequest = fixedQuery<[patientId: string, appointmentId: string], Row | undefined>(
  (database, patientId, appointmentId) =>
    selectRequests(database)
      .where('appointment.patient_id', patientId)
      .where(about =>
        about
          .where('appointment.id', appointmentId)
          .orWhere({ 'appointment.moved_to_id': appointmentId, 'change_request.status': 'done' }),
      )
      .orderBy([
        { column: 'change_request.requested_at', order: 'desc' },
        { column: 'change_request.id', order: 'desc' },
      ])
      .first(),
)

/** The booked appointments after `now` whose last request was declined after `since`: their ids, soonest first. */
export async function listDeclined(
  database: Database,
  patientId: string,
  { now, since }: { now: Temporal.Instant; since: Temporal.Instant },
): Promise<string[]> {
  const rows = await declinedSince(database, patientId, toColumn(now), toColumn(since))
  return rows.map(({ id }) => id)
}

const declinedSince = fixedQuery<[patientId: string, now: string, since: string], { id: string }[]>(
  (database, patientId, now, since) => {
    const later = database('change_request as later')
      .whereRaw('later.appointment_id = change_request.appointment_id')
      .whereRaw('later.requested_at > change_request.requested_at')
    return database('change_request')
      .join('appointment', 'appointment.id', 'change_request.appointment_id')
      .where({ 'appointment.patient_id': patientId, 'appointment.status': 'booked' })
      .where({ 'change_request.status': 'declined' })
      .where('appointment.starts_at', '>', now)
      .where('change_request.decided_at', '>', since)
      .whereNotExists(later.select('later.id'))
      .orderBy([{ column: 'appointment.starts_at' }, { column: 'appointment.id' }])
      .select('appointment.id')
  },
)

/** The open request about an appointment. The caller has found the appointment for its trust. */
export async function findOpenRequest(
  database: Database,
  appointmentId: string,
): Promise<ChangeRequest | undefined> {
  const row = await selectRequests(database)
    .where('change_request.appointment_id', appointmentId)
    .whereRaw("change_request.status = 'open'")
    .first()
  return row && changeRequest(row)
}

/** Increments the version of the appointment, whatever its status, because the state of its request has changed. */
export async function raiseVersion(transaction: Transaction, appointmentId: string): Promise<void> {
  await transaction('appointment')
    .where('id', appointmentId)
    .update({ version: transaction.raw('version + 1') })
}

export function selectRequests(database: Database) {
  return database<Row>('change_request')
    .join('appointment', 'appointment.id', 'change_request.appointment_id')
    .select(REQUEST_COLUMNS)
}

/** What a step changes; what is left out stays. */
export interface RequestChange extends HeldChange {
  closed?: {
    outcome: Outcome
    at: Temporal.Instant
    by: string | null
    reply: string | null
    toTell: boolean
  }
}

/** Changes this version of an open request; false if it has changed or been closed since. */
export async function saveRequest(
  transaction: Transaction,
  { id, version }: Pick<ChangeRequest, 'id' | 'version'>,
  { closed, ...held }: RequestChange,
): Promise<boolean> {
  const changed = await transaction('change_request')
    .where({ id, version, status: 'open' })
    .update({
      version: version + 1,
      ...heldColumns(held),
      ...(closed && {
        status: closed.outcome,
        decided_at: toColumn(closed.at),
        decided_by: closed.by,
        reply: closed.reply,
        untold_since: closed.toTell ? toColumn(closed.at) : null,
      }),
    })
  return changed === 1
}
