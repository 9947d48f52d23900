import { isGuid, toColumn } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'
import type { Appointment, FreeTime, Rules } from './appointment.ts'
import { freeTime, selectSlots } from './appointment-row.ts'

/** What free times are looked for: the appointment to move, or one that is not booked yet. */
export type Wanted = Pick<Appointment, 'id' | 'clinicId' | 'slotId'> & {
  rules: Pick<Rules, 'minimumNoticeHours'>
}

/** A first appointment at a clinic, at any time to come. */
export function newAppointmentAt(clinicId: string): Wanted {
  return { id: '', clinicId, slotId: null, rules: { minimumNoticeHours: 0 } }
}

/** More than any clinic offers at one time. */
const MAX_TIMES = 1000

/**
 * The clinic's free times to which the patient could move, soonest first. Leaves out the current time, times that overlap
 * another appointment of the patient, and times sooner than the notice that the clinic asks for: the clinic would have no
 * time to prepare, and the patient could not change the appointment again online.
 */
export async function freeTimes(
  database: Database,
  patientId: string,
  current: Wanted,
  now: Temporal.Instant,
): Promise<FreeTime[]> {
  const rows = await selectOffered(database, patientId, current, now)
    .orderBy([{ column: 'slot.starts_at' }, { column: 'slot.id' }])
    .limit(MAX_TIMES)
  return rows.map(freeTime)
}

/** One of those times; undefined if the slot is not, or no longer, among them. */
export async function findFreeTime(
  database: Database,
  patientId: string,
  current: Wanted,
  now: Temporal.Instant,
  slotId: string,
): Promise<FreeTime | undefined> {
  if (!isGuid(slotId)) return undefined
  const row = await selectOffered(database, patientId, current, now).where('slot.id', slotId).first()
  return row && freeTime(row)
}

/**
 * Takes a place if there is one and the slot is not blocked. A single conditional update, so that two patients cannot both get
 * the last place, and none a place in a clinic that is being closed.
 */
export async function takePlace(transaction: Transaction, slotId: string): Promise<boolean> {
  const taken = await transaction('slot')
    .where('id', slotId)
    .whereRaw('booked < capacity and blocks = 0')
    .update({ booked: transaction.raw('booked + 1'), version: transaction.raw('version + 1') })
  return taken === 1
}

/** Releases a place. Appointments made outside the clinic's slots have none. */
export async function releasePlace(transaction: Transaction, slotId: string | null): Promise<void> {
  if (slotId === null) return
  await transaction('slot')
    .where('id', slotId)
    .where('booked', '>', 0)
    .update({ booked: transaction.raw('booked - 1'), version: transaction.raw('version + 1') })
}

function selectOffered(database: Database, patientId: string, current: Wanted, now: Temporal.Instant) {
  return selectSlots(database)
    .where('slot.clinic_id', current.clinicId)
    .where('slot.starts_at', '>', toColumn(now))
    .where('slot.starts_at', '>=', toColumn(now.add({ hours: current.rules.minimumNoticeHours })))
    .whereRaw('slot.booked < slot.capacity and slot.blocks = 0')
    .whereNot('slot.id', current.slotId ?? '')
    .whereNotExists(overlapping =>
      overlapping
        .select('appointment.id')
        .from('appointment')
        .where({ 'appointment.patient_id': patientId, 'appointment.status': 'booked' })
        .whereNot('appointment.id', current.id)
        .whereRaw(
          '(appointment.slot_id = slot.id or (appointment.starts_at < slot.ends_at and appointment.ends_at > slot.starts_at))',
        ),
    )
}
