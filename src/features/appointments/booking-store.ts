import { randomUUID } from 'node:crypto'
import { toColumn } from '../../database/columns.ts'
import type { Transaction } from '../../database/database.ts'
import type { Appointment, FreeTime } from './appointment.ts'

/** How a booking ends. `by`: the patient unless said, also when staff do what the patient has asked. */
export interface Ending {
  by?: 'patient' | 'hospital' | undefined
  reason: string
  now: Temporal.Instant
  movedToId?: string | null
}

/** Cancels the version the patient saw; false if the appointment has changed since. */
export async function markCancelled(
  transaction: Transaction,
  { id, version }: Appointment,
  { by = 'patient', reason, now, movedToId = null }: Ending,
): Promise<boolean> {
  const changed = await transaction('appointment')
    .where({ id, version, status: 'booked' })
    .update({
      status: 'cancelled',
      // NHS Data Dictionary: cancelled by, or on behalf of, the patient; by the provider.
      attended: by === 'patient' ? '2' : '4',
      cancelled_at: toColumn(now),
      cancelled_by: by,
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

/** Names the successor of an appointment that was cancelled before; false if the appointment has changed since. */
export async function markSucceeded(
  transaction: Transaction,
  { id, version }: Appointment,
  movedToId: string,
): Promise<boolean> {
  const changed = await transaction('appointment')
    .where({ id, version, status: 'cancelled', moved_to_id: null })
    .update({ moved_to_id: movedToId, version: version + 1 })
  return changed === 1
}

/** The columns of an appointment that is booked, whatever became of the one that it was copied from. */
const BOOKED = {
  status: 'booked',
  attended: '0',
  cancelled_at: null,
  cancelled_by: null,
  cancellation_reason: null,
  moved_to_id: null,
}

/**
 * Books the same appointment at another time, with version 1. Returns the new id. A move by the hospital does not count as one
 * of the changes that a patient may make.
 */
export async function rebook(
  transaction: Transaction,
  old: Appointment,
  time: FreeTime,
  by: 'patient' | 'hospital' = 'patient',
): Promise<string> {
  const source = await transaction('appointment').where('id', old.id).first()
  const placed = await placedIn(transaction, time)
  const changes_made = old.changesMade + (by === 'patient' ? 1 : 0)
  await transaction('appointment').insert({ ...source, ...BOOKED, ...placed, changes_made, version: 1 })
  return placed.id
}

/** Books a first appointment. Returns its id. */
export async function addBooking(
  transaction: Transaction,
  { patientId, clinicId, title }: { patientId: string; clinicId: string; title: string },
  time: FreeTime,
): Promise<string> {
  const placed = await placedIn(transaction, time)
  await transaction('appointment').insert({ ...placed, patient_id: patientId, clinic_id: clinicId, title })
  return placed.id
}

/** The columns of a new appointment that come from its slot. */
async function placedIn(transaction: Transaction, time: FreeTime) {
  const id = randomUUID()
  const slot = await transaction('slot').where('id', time.slotId).first()
  return {
    id,
    pas_id: `portal-${id}`,
    slot_id: time.slotId,
    starts_at: toColumn(time.startsAt),
    ends_at: toColumn(time.endsAt),
    medium: slot.medium,
    site_ods_code: slot.site_ods_code,
    place: slot.place,
    clinician_id: slot.clinician_id,
  }
}
