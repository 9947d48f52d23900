import type { Database } from '../../database/database.ts'
import { CLINIC_CLOSED } from './appointment.ts'

/** A change of an appointment that has no entry in the audit log. `by`: what shows that there was a change. */
export interface UnauditedChange {
  appointmentId: string
  patientId: string
  by: 'event' | 'request' | 'appointment'
}

/** The audit actions that each outbox event and each kind of request is written with. */
const ACTION_OF_EVENT: Readonly<Record<string, string>> = {
  'appointment-cancelled': 'cancelled',
  'appointment-moved': 'moved',
  'appointment-booked': 'booked-by-move',
  'appointment-scheduled': 'booked',
  'cancellation-requested': 'asked-to-cancel',
  'reschedule-requested': 'asked-to-reschedule',
  'new-time-needed': 'needs-new-time',
}
const ACTION_OF_REQUEST = { cancel: 'asked-to-cancel', reschedule: 'asked-to-reschedule' } as const
const ACTION_OF_CLOSED_CLINIC = 'needs-new-time'

/**
 * Compares the appointments, the requests of patients and the outbox with the audit log. Only the portal writes events and
 * requests, so one without an entry means that the entry is missing. An appointment that its patient has cancelled may
 * also have been cancelled by phone.
 */
export async function changesWithoutEntry(database: Database): Promise<UnauditedChange[]> {
  const found: UnauditedChange[] = []
  for (const [kind, action] of Object.entries(ACTION_OF_EVENT)) {
    const events = changed(database, [action])
      .join('outbox', 'outbox.subject_id', 'appointment.id')
      .where({ 'outbox.subject_type': 'appointment', 'outbox.kind': kind })
    found.push(...(await evidence(events, 'event')))
  }
  for (const [kind, action] of Object.entries(ACTION_OF_REQUEST)) {
    const requests = changed(database, [action])
      .join('change_request', 'change_request.appointment_id', 'appointment.id')
      .where('change_request.kind', kind)
      .whereNot('change_request.reason', CLINIC_CLOSED)
    found.push(...(await evidence(requests, 'request')))
  }
  const owed = changed(database, [ACTION_OF_CLOSED_CLINIC])
    .join('change_request', 'change_request.appointment_id', 'appointment.id')
    .where('change_request.reason', CLINIC_CLOSED)
  found.push(...(await evidence(owed, 'request')))
  const cancelled = changed(database, ['cancelled', 'moved', 'asked-to-cancel', 'asked-to-reschedule'])
    .where('appointment.cancelled_by', 'patient')
    .whereNotExists(outbox =>
      outbox.select('outbox.id').from('outbox').whereRaw('outbox.subject_id = appointment.id'),
    )
  found.push(...(await evidence(cancelled, 'appointment')))
  return found
}

/** Appointments without an entry of one of these actions in the chain of their patient. */
function changed(database: Database, actions: readonly string[]) {
  const inTable = (table: 'audit_log' | 'audit_entry') => (entry: ReturnType<Database>) =>
    entry
      .select(`${table}.appointment_id`)
      .from(table)
      .where(`${table}.appointment_id`, database.ref('appointment.id'))
      .where(`${table}.patient_id`, database.ref('appointment.patient_id'))
      .whereIn(`${table}.action`, [...actions])
  return database('appointment').whereNotExists(inTable('audit_log')).whereNotExists(inTable('audit_entry'))
}

async function evidence(query: ReturnType<typeof changed>, by: UnauditedChange['by']) {
  const rows: { id: string; patient_id: string }[] = await query
    .orderBy('appointment.id')
    .distinct('appointment.id', 'appointment.patient_id')
  return rows.map(row => ({ appointmentId: row.id, patientId: row.patient_id, by }))
}
