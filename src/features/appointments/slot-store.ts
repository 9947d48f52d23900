import { isGuid, toColumn } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'
import type { Appointment, FreeTime } from './appointment.ts'
import { freeTime, selectSlots } from './appointment-row.ts'

/** More than a clinic offers in the weeks it is open for booking. */
const MAX_TIMES = 1000

/**
 * The clinic's free times to come that the patient could take instead, soonest first: not the one they have, and
 * none that is, or overlaps, another appointment of theirs.
 */
export async function freeTimes(
  database: Database,
  patientId: string,
  instead: Appointment,
  now: Temporal.Instant,
): Promise<FreeTime[]> {
  const rows = await offered(database, patientId, instead, now)
    .orderBy([{ column: 'slot.starts_at' }, { column: 'slot.id' }])
    .limit(MAX_TIMES)
  return rows.map(freeTime)
}

/** One of those times, or undefined when it is not, or no longer, among them. */
export async function findFreeTime(
  database: Database,
  patientId: string,
  instead: Appointment,
  now: Temporal.Instant,
  slotId: string,
): Promise<FreeTime | undefined> {
  if (!isGuid(slotId)) return undefined
  const row = await offered(database, patientId, instead, now).where('slot.id', slotId).first()
  return row && freeTime(row)
}

/** Takes a place if there is one: a single conditional update, so that two patients never get the last one. */
export async function takePlace(transaction: Transaction, slotId: string): Promise<boolean> {
  const taken = await transaction('slot')
    .where('id', slotId)
    .whereRaw('booked < capacity')
    .update({ booked: transaction.raw('booked + 1'), version: transaction.raw('version + 1') })
  return taken === 1
}

/** Gives a place back, if one was counted. An appointment made outside the clinic's slots has none. */
export async function releasePlace(transaction: Transaction, slotId: string | null): Promise<void> {
  if (slotId === null) return
  await transaction('slot')
    .where('id', slotId)
    .where('booked', '>', 0)
    .update({ booked: transaction.raw('booked - 1'), version: transaction.raw('version + 1') })
}

function offered(database: Database, patientId: string, instead: Appointment, now: Temporal.Instant) {
  return selectSlots(database)
    .where('slot.clinic_id', instead.clinicId)
    .where('slot.starts_at', '>', toColumn(now))
    .whereRaw('slot.booked < slot.capacity')
    .whereNot('slot.id', instead.slotId ?? '')
    .whereNotExists(overlapping =>
      overlapping
        .select('appointment.id')
        .from('appointment')
        .where({ 'appointment.patient_id': patientId, 'appointment.status': 'booked' })
        .whereNot('appointment.id', instead.id)
        .whereRaw(
          '(appointment.slot_id = slot.id or (appointment.starts_at < slot.ends_at and appointment.ends_at > slot.starts_at))',
        ),
    )
}
