import { randomUUID } from 'node:crypto'
import { isGuid, toColumn } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'
import type { Appointment, FreeTime } from './appointment.ts'
import { appointment, selectAppointments } from './appointment-row.ts'
import { VISIBLE } from './visibility.ts'

/** Finds an appointment by id and patient in one query, so that another patient's appointment is not found. */
export async function findAppointment(
  database: Database,
  patientId: string,
  id: unknown,
): Promise<Appointment | undefined> {
  if (!isGuid(id)) return undefined
  const row = await selectAppointments(database)
    .where({ 'appointment.id': id, 'appointment.patient_id': patientId })
    .whereRaw(VISIBLE)
    .first()
  return row && appointment(row)
}

export type Side = 'upcoming' | 'past'

/**
 * Appointments that have not ended, soonest first, or that have ended, latest first. Moved ones appear only at their
 * new time.
 */
export async function listAppointments(
  database: Database,
  patientId: string,
  { side, now, offset, limit }: { side: Side; now: Temporal.Instant; offset: number; limit: number },
): Promise<Appointment[]> {
  const rows = await onSide(selectAppointments(database), patientId, side, now)
    .orderBy([
      { column: 'appointment.starts_at', order: side === 'upcoming' ? 'asc' : 'desc' },
      { column: 'appointment.id' },
    ])
    .offset(offset)
    .limit(limit)
  return rows.map(appointment)
}

/** All visible appointments, past and upcoming, earliest first. Includes those cancelled because they were moved. */
export async function listAllAppointments(database: Database, patientId: string): Promise<Appointment[]> {
  const rows = await selectAppointments(database)
    .where('appointment.patient_id', patientId)
    .whereRaw(VISIBLE)
    .orderBy([{ column: 'appointment.starts_at' }, { column: 'appointment.id' }])
  return rows.map(appointment)
}

/** The soonest booked appointment that has not ended. */
export async function nextAppointment(
  database: Database,
  patientId: string,
  now: Temporal.Instant,
): Promise<Appointment | undefined> {
  const row = await onSide(selectAppointments(database), patientId, 'upcoming', now)
    .where('appointment.status', 'booked')
    .orderBy([{ column: 'appointment.starts_at' }, { column: 'appointment.id' }])
    .first()
  return row && appointment(row)
}

export async function countAppointments(
  database: Database,
  patientId: string,
  side: Side,
  now: Temporal.Instant,
): Promise<number> {
  const counted = database('appointment').join('clinic', 'clinic.id', 'appointment.clinic_id')
  const row = await onSide(counted, patientId, side, now).count({ total: 'appointment.id' }).first()
  return Number(row?.total)
}

/** The patient's appointments that were moved, each with the id of its successor. */
export async function listMoved(
  database: Database,
  patientId: string,
): Promise<{ id: string; movedToId: string; version: number }[]> {
  return database('appointment')
    .where('patient_id', patientId)
    .whereNotNull('moved_to_id')
    .select('id', 'moved_to_id as movedToId', 'version')
}

/** Cancels the version the patient saw; false if the appointment has changed since. */
export async function markCancelled(
  transaction: Transaction,
  { id, version }: Appointment,
  { reason, now, movedToId = null }: { reason: string; now: Temporal.Instant; movedToId?: string | null },
): Promise<boolean> {
  const changed = await transaction('appointment')
    .where({ id, version, status: 'booked' })
    .update({
      status: 'cancelled',
      attended: '2',
      cancelled_at: toColumn(now),
      cancelled_by: 'patient',
      cancellation_reason: reason,
      moved_to_id: movedToId,
      version: version + 1,
    })
  return changed === 1
}

/** Increments the version the patient saw; false if the appointment has changed since. */
export async function incrementVersion(
  transaction: Transaction,
  { id, version }: Appointment,
): Promise<boolean> {
  return (
    (await transaction('appointment')
      .where({ id, version, status: 'booked' })
      .update({ version: version + 1 })) === 1
  )
}

/** Books the same appointment at another time, with version 1. Returns the new id. */
export async function rebook(transaction: Transaction, old: Appointment, time: FreeTime): Promise<string> {
  const id = randomUUID()
  const source = await transaction('appointment').where('id', old.id).first()
  const slot = await transaction('slot').where('id', time.slotId).first()
  await transaction('appointment').insert({
    ...source,
    id,
    pas_id: `portal-${id}`,
    slot_id: time.slotId,
    starts_at: toColumn(time.startsAt),
    ends_at: toColumn(time.endsAt),
    medium: slot.medium,
    site_ods_code: slot.site_ods_code,
    place: slot.place,
    clinician_id: slot.clinician_id,
    changes_made: old.changesMade + 1,
    version: 1,
  })
  return id
}

function onSide<Query extends ReturnType<Database>>(
  query: Query,
  patientId: string,
  side: Side,
  now: Temporal.Instant,
) {
  return query
    .where('appointment.patient_id', patientId)
    .where('appointment.ends_at', side === 'upcoming' ? '>' : '<=', toColumn(now))
    .whereNull('appointment.moved_to_id')
    .whereRaw(VISIBLE)
}
