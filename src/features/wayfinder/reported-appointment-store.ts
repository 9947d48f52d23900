import { fromColumn } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'
import {
  type Appointment,
  type ChangeKind,
  CLINIC_CLOSED,
  type Status,
  VISIBLE,
} from '../appointments/appointments.ts'
import { whereEligible } from '../patients/patients.ts'

/** An appointment that may be reported: its patient may use the portal, and the portal shows it to them. */
export interface Reportable
  extends Pick<Appointment, 'id' | 'version' | 'startsAt' | 'encounterClass' | 'cancelledBy' | 'movedToId'> {
  status: Status
  cancelledAt: Temporal.Instant | null
  patientId: string
  trust: string
  specialty: string
  /** What was reported last; null if it was never reported. */
  reported: { version: number; status: Status } | null
}

/** Undefined if the appointment may not be reported. */
export async function findReportable(
  database: Database,
  id: string,
  now: Temporal.Instant,
): Promise<Reportable | undefined> {
  const row = await selectReportable(database, now).where('appointment.id', id).first()
  return row && reportable(row)
}

/** Locks the row, so that two transactions cannot report the same change. */
export async function lockAppointment(transaction: Transaction, id: string): Promise<void> {
  await transaction('appointment')
    .where('id', id)
    .update({ version: transaction.ref('version') })
}

export async function saveReported(
  transaction: Transaction,
  { id, version, status, reported }: Reportable,
): Promise<void> {
  const now = { version, status }
  if (reported) await transaction('reported_appointment').where('appointment_id', id).update(now)
  else await transaction('reported_appointment').insert({ appointment_id: id, ...now })
}

/** The last id of the next `limit` appointments after `after`, in the order of ids; undefined if there are fewer. */
export async function endOfBatch(
  database: Database,
  after: string,
  limit: number,
): Promise<string | undefined> {
  const row = await database('appointment')
    .where('id', '>', after)
    .orderBy('id')
    .offset(limit - 1)
    .limit(1)
    .first('id')
  return row?.id
}

/** The ids of a batch that start at or after `since` and whose current version is not reported. */
export async function changedSinceReported(
  database: Database,
  {
    after,
    upTo,
    since,
    now,
  }: { after: string; upTo: string | undefined; since: string; now: Temporal.Instant },
): Promise<string[]> {
  const due = selectReportable(database, now)
    .where('appointment.id', '>', after)
    .where('appointment.starts_at', '>=', since)
    .where(outdated =>
      outdated
        .whereNull('reported_appointment.version')
        .orWhereRaw('reported_appointment.version <> appointment.version'),
    )
  if (upTo !== undefined) due.where('appointment.id', '<=', upTo)
  const rows: { id: string }[] = await due.orderBy('appointment.id')
  return rows.map(({ id }) => id)
}

interface ClosedRequest {
  id: string
  kind: ChangeKind
  outcome: 'done' | 'declined' | 'withdrawn' | 'lapsed'
  decidedAt: Temporal.Instant
  minutes: number
}

/** The patient's change requests for the appointment that are not open any more. `minutes`: how long that took. */
export async function closedRequests(database: Database, appointmentId: string): Promise<ClosedRequest[]> {
  const rows = await database('change_request')
    .where('appointment_id', appointmentId)
    .whereNot('status', 'open')
    .whereNot('reason', CLINIC_CLOSED)
    .select('id', 'kind', 'status', 'requested_at', 'decided_at')
  return rows.map(row => ({
    id: row.id,
    kind: row.kind,
    outcome: row.status,
    decidedAt: fromColumn(row.decided_at),
    minutes: Math.max(
      0,
      Math.round(fromColumn(row.decided_at).since(fromColumn(row.requested_at)).total('minutes')),
    ),
  }))
}

function selectReportable(database: Database, now: Temporal.Instant) {
  return database('appointment')
    .join('clinic', 'clinic.id', 'appointment.clinic_id')
    .join('patient', 'patient.id', 'appointment.patient_id')
    .leftJoin('reported_appointment', 'reported_appointment.appointment_id', 'appointment.id')
    .whereRaw(VISIBLE)
    .where(whereEligible(now))
    .select(
      'appointment.id',
      'appointment.version',
      'appointment.patient_id',
      'appointment.starts_at',
      'appointment.encounter_class',
      'appointment.status',
      'appointment.cancelled_at',
      'appointment.cancelled_by',
      'appointment.moved_to_id',
      'clinic.trust_ods_code',
      'clinic.treatment_function_code',
      'reported_appointment.version as reported_version',
      'reported_appointment.status as reported_status',
    )
}

function reportable(row: Record<string, string | number | null>): Reportable {
  const instant = (value: unknown) => fromColumn(value as string | Date)
  return {
    id: String(row.id),
    version: Number(row.version),
    patientId: String(row.patient_id),
    startsAt: instant(row.starts_at),
    encounterClass: row.encounter_class as Reportable['encounterClass'],
    status: row.status as Status,
    cancelledAt: row.cancelled_at === null ? null : instant(row.cancelled_at),
    cancelledBy: row.cancelled_by as Reportable['cancelledBy'],
    movedToId: row.moved_to_id as string | null,
    trust: String(row.trust_ods_code),
    specialty: String(row.treatment_function_code),
    reported:
      row.reported_version === null
        ? null
        : { version: Number(row.reported_version), status: row.reported_status as Status },
  }
}
