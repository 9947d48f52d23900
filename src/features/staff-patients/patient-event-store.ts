import { fromColumn, toColumn } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'
import type { StaffActor } from '../../shared/actor.ts'

/** `barred` and `let-in`: whether the patient may use the portal. The others: appointments. */
export type PatientEventKind = 'barred' | 'let-in' | 'cancelled' | 'moved' | 'booked'

/** What staff of a trust have done for a patient or about them. */
export interface PatientEvent {
  at: Temporal.Instant
  event: PatientEventKind
  trustOdsCode: string
  /** The user id. */
  staffUserId: string
  /** The reason, in words or as the code that the PAS stores; null when none is asked for. */
  note: string | null
  /** The appointment that was cancelled, or the new one. */
  appointmentId: string | null
  /** How the patient was told of it at once; null when they were not. */
  told: 'phone' | null
}

export type NewPatientEvent = Pick<PatientEvent, 'at' | 'event'> &
  Partial<Pick<PatientEvent, 'note' | 'appointmentId' | 'told'>>

/** Adds to the history of a patient. The caller holds the lock of the patient. */
export async function addPatientEvent(
  transaction: Transaction,
  patientId: string,
  { userId, role, trustOdsCode }: StaffActor,
  { appointmentId, at, event, note, told }: NewPatientEvent,
): Promise<void> {
  const last = await transaction('patient_event')
    .where('patient_id', patientId)
    .max({ place: 'place' })
    .first()
  await transaction('patient_event').insert({
    patient_id: patientId,
    place: Number(last?.place ?? 0) + 1,
    trust_ods_code: trustOdsCode,
    at: toColumn(at),
    event,
    staff_user_id: userId,
    role,
    note: note ?? null,
    appointment_id: appointmentId ?? null,
    told: told ?? null,
  })
}

/** The history of a patient, of all trusts, oldest first. */
export async function listPatientEvents(database: Database, patientId: string): Promise<PatientEvent[]> {
  const rows = await database('patient_event').where('patient_id', patientId).orderBy('place')
  return rows.map(row => ({
    at: fromColumn(row.at),
    event: row.event,
    trustOdsCode: row.trust_ods_code,
    staffUserId: row.staff_user_id,
    note: row.note,
    appointmentId: row.appointment_id,
    told: row.told,
  }))
}
