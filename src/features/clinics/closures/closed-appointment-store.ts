import { fromColumn, toColumn } from '../../../database/columns.ts'
import type { Database, Transaction } from '../../../database/database.ts'
import { affected } from './affected-store.ts'
import type { Affected, Left, Outcome } from './closure.ts'

/** Notes that something is to be done about an appointment, also if something was done about it before. */
export async function addLeft(
  transaction: Transaction,
  closureId: string,
  { appointmentId, intended }: Pick<Left, 'appointmentId' | 'intended'>,
): Promise<void> {
  const key = { closure_id: closureId, appointment_id: appointmentId }
  const again = { intended, outcome: null, done_at: null }
  const changed = await transaction('closed_appointment').where(key).update(again)
  if (changed === 0) await transaction('closed_appointment').insert({ ...key, ...again })
}

/** The first of those about which something is to be done. */
export async function listLeft(database: Database, closureId: string, limit: number): Promise<Left[]> {
  const rows = await leftOf(database, closureId)
    .join('appointment', 'appointment.id', 'closed_appointment.appointment_id')
    .orderBy([{ column: 'appointment.starts_at' }, { column: 'appointment.id' }])
    .limit(limit)
    .select('appointment.id', 'appointment.patient_id', 'closed_appointment.intended')
  return rows.map(row => ({ appointmentId: row.id, patientId: row.patient_id, intended: row.intended }))
}

export async function countLeft(database: Database, closureId: string): Promise<number> {
  const row = await leftOf(database, closureId).count({ total: '*' }).first()
  return Number(row?.total)
}

export async function isLeft(database: Database, closureId: string, appointmentId: string): Promise<boolean> {
  const found = leftOf(database, closureId).where('closed_appointment.appointment_id', appointmentId)
  return (await found.first('closed_appointment.appointment_id')) !== undefined
}

export async function markDone(
  transaction: Transaction,
  closureId: string,
  appointmentId: string,
  outcome: Outcome,
  at: Temporal.Instant,
): Promise<void> {
  await transaction('closed_appointment')
    .where({ closure_id: closureId, appointment_id: appointmentId })
    .update({ outcome, done_at: toColumn(at) })
}

/** The clinic is open again: those about which nothing was done keep their appointments. */
export async function keepLeft(
  transaction: Transaction,
  closureId: string,
  at: Temporal.Instant,
): Promise<void> {
  await leftOf(transaction, closureId).update({ outcome: 'kept', done_at: toColumn(at) })
}

/** What became of an affected appointment; no outcome if something is still to be done. */
export interface ClosedAppointment extends Affected {
  outcome: Outcome | null
  /** When the patient is seen instead. */
  newTime: Temporal.Instant | null
}

export interface NumbersOfClosed {
  /** Appointments about which something is still to be done. */
  left: number
  done: number
}

export async function countClosedAppointments(
  database: Database,
  closureId: string,
): Promise<NumbersOfClosed> {
  const row = await database('closed_appointment')
    .where('closure_id', closureId)
    .count({ total: '*', done: 'outcome' })
    .first()
  const done = Number(row?.done)
  return { left: Number(row?.total) - done, done }
}

export interface PartOfClosed {
  state: 'left' | 'done'
  offset: number
  limit: number
}

/** A part of those of a closure, soonest first. The caller has found the closure for its trust. */
export async function listClosedAppointments(
  database: Database,
  closureId: string,
  { limit, offset, state }: PartOfClosed,
): Promise<ClosedAppointment[]> {
  const query = database('closed_appointment')
    .join('appointment', 'appointment.id', 'closed_appointment.appointment_id')
    .join('clinic', 'clinic.id', 'appointment.clinic_id')
    .join('patient', 'patient.id', 'appointment.patient_id')
    .leftJoin('appointment as later', 'later.id', 'appointment.moved_to_id')
    .where('closed_appointment.closure_id', closureId)
    .orderBy([{ column: 'appointment.starts_at' }, { column: 'appointment.id' }])
    .select(
      ...['appointment.id', 'appointment.patient_id', 'appointment.starts_at', 'appointment.clinic_id'],
      ...['patient.nhs_number', 'patient.given_name', 'patient.family_name', 'patient.birth_date'],
      ...['clinic.patient_facing_name', 'closed_appointment.outcome', 'later.starts_at as new_time'],
    )
    .offset(offset)
    .limit(limit)
  const rows = await (state === 'left'
    ? query.whereNull('closed_appointment.outcome')
    : query.whereNotNull('closed_appointment.outcome'))
  return rows.map(row => ({
    ...affected(row),
    outcome: row.outcome,
    newTime: row.new_time === null ? null : fromColumn(row.new_time),
  }))
}

function leftOf(database: Database, closureId: string) {
  return database('closed_appointment')
    .where('closed_appointment.closure_id', closureId)
    .whereNull('closed_appointment.outcome')
}
