import { fromColumn, toColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import type { Period } from '../../shared/dates.ts'
import { CLINIC_CLOSED, cancellationFollowUp } from '../appointments/appointments.ts'
import type { Happening } from './matching.ts'
import type { RuleEvent } from './rule.ts'

/** The rule's event of each kind of event in the outbox. */
export const EVENT_OF: Readonly<Record<string, RuleEvent>> = {
  'cancellation-requested': 'asked-to-cancel',
  'reschedule-requested': 'asked-to-move',
  'appointment-booked': 'booked',
  'appointment-scheduled': 'booked',
  'appointment-cancelled': 'cancelled',
}

/** A happening with the records that a rule acts on. */
export interface Found extends Happening {
  trustOdsCode: string
  patientId: string
  appointmentId: string
  /** The request, or the task that follows the cancellation. Of a booking, the appointment. */
  recordId: string
}

/** What happened to the appointments of a trust in a period, newest first. Its end is included. */
export async function listHappenings(
  database: Database,
  event: RuleEvent,
  { trustOdsCode, period, limit }: { trustOdsCode: string; period: Period; limit: number },
): Promise<Happening[]> {
  const { at, trust } = COLUMNS_OF[event]
  const rows: Row[] = await selectHappenings(database, event)
    .where(trust, trustOdsCode)
    .where(at, '>', toColumn(period.from))
    .where(at, '<=', toColumn(period.until))
    .orderBy(at, 'desc')
    .limit(limit)
  return rows.map(found)
}

/**
 * What an event of the outbox has told of. Undefined if it was something that rules do not follow, such as a cancellation
 * by the hospital. The event and what it told of have the same time, as they were written in one transaction.
 */
export async function findHappening(
  database: Database,
  event: RuleEvent,
  eventId: string,
): Promise<Found | undefined> {
  const { at } = COLUMNS_OF[event]
  const query = selectHappenings(database, event).where('outbox.id', eventId)
  if (event !== 'booked')
    query.join('outbox', 'outbox.subject_id', 'appointment.id').where('outbox.created_at', database.ref(at))
  const row: Row | undefined = await query.first()
  return row && found(row)
}

/** Of each event, the columns with its time and its trust. */
const COLUMNS_OF: Readonly<Record<RuleEvent, { at: string; trust: string }>> = {
  'asked-to-cancel': { at: 'change_request.requested_at', trust: 'change_request.trust_ods_code' },
  'asked-to-move': { at: 'change_request.requested_at', trust: 'change_request.trust_ods_code' },
  booked: { at: 'outbox.created_at', trust: 'clinic.trust_ods_code' },
  cancelled: { at: 'task.opened_at', trust: 'task.trust_ods_code' },
}

function selectHappenings(database: Database, event: RuleEvent) {
  const query = database('appointment')
    .join('clinic', 'clinic.id', 'appointment.clinic_id')
    .select('clinic.trust_ods_code', 'appointment.patient_id', 'appointment.id as appointment_id')
    .select('appointment.clinic_id', 'appointment.medium', 'appointment.starts_at')
    .select(`${COLUMNS_OF[event].at} as at`)
  switch (event) {
    case 'asked-to-cancel':
    case 'asked-to-move':
      return query
        .join('change_request', 'change_request.appointment_id', 'appointment.id')
        .where('change_request.kind', event === 'asked-to-cancel' ? 'cancel' : 'reschedule')
        .whereNot('change_request.reason', CLINIC_CLOSED)
        .select('change_request.id as record_id', 'change_request.reason')
    case 'booked':
      // The outbox keeps what was booked here for 30 days after it was sent; an appointment has no time of booking.
      return query
        .join('outbox', 'outbox.subject_id', 'appointment.id')
        .where('outbox.subject_type', 'appointment')
        .whereIn('outbox.kind', ['appointment-booked', 'appointment-scheduled'])
        .select('appointment.id as record_id')
    case 'cancelled':
      return query
        .join('task', task =>
          task.on('task.patient_id', 'appointment.patient_id').andOn('task.appointment_id', 'appointment.id'),
        )
        .where('task.kind', cancellationFollowUp.name)
        .where('appointment.cancelled_by', 'patient')
        .select('task.id as record_id', 'appointment.cancellation_reason as reason')
  }
}

interface Row {
  at: string | Date
  trust_ods_code: string
  patient_id: string
  appointment_id: string
  clinic_id: string
  medium: string
  starts_at: string | Date
  record_id: string
  reason?: string | null
}

function found(row: Row): Found {
  return {
    at: fromColumn(row.at),
    trustOdsCode: row.trust_ods_code,
    patientId: row.patient_id,
    appointmentId: row.appointment_id,
    recordId: row.record_id,
    clinicId: row.clinic_id,
    medium: row.medium,
    startsAt: fromColumn(row.starts_at),
    reason: row.reason ?? null,
  }
}
