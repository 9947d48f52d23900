import { audit } from '../../audit/audit.ts'
import type { Transaction } from '../../database/database.ts'
import { isDuplicateKey } from '../../database/faults.ts'
import { StaleVersion } from '../../database/idempotent.ts'
import { addToOutbox } from '../../outbox/outbox.ts'
import type { Actor } from '../../shared/actor.ts'
import type { PatientAction } from '../../shared/audit-actions.ts'
import type { Appointment, FreeTime } from './appointment.ts'
import { addBooking, type Ending, markCancelled, markSucceeded, rebook } from './booking-store.ts'
import { openFollowUp } from './follow-up/cancellation-follow-up.ts'
import { TimeTaken } from './refusals.ts'
import { timeSeenText } from './seen.ts'
import { findFreeTime, newAppointmentAt, releasePlace, takePlace, type Wanted } from './slot-store.ts'
import { subjectOf } from './viewed-appointment.ts'
import { SPECIALTIES } from './words/specialties.ts'

/** Who changes whose appointment, and when. The caller holds the lock of the patient, and reports the change. */
export interface Change {
  actor: Actor
  patientId: string
  appointment: Appointment
  now: Temporal.Instant
  /** Set if the hospital changes it unasked. */
  by?: 'hospital'
}

/** A slot, and a hash of it as it was on the page. */
export interface ChosenTime {
  slotId: string
  timeSeen: string
}

/**
 * Cancels a booking, with its audit entry and event. Of one that a patient cancels, it opens the task of deciding what happens
 * to their care; a hospital that cancels owes the patient another time. Throws {@link StaleVersion} if the appointment has
 * changed since it was read.
 */
export async function cancelBooking(transaction: Transaction, change: Change, reason: string): Promise<void> {
  await endBooking(transaction, change, { reason, now: change.now, by: change.by })
  await record(transaction, change, 'cancelled', 'appointment-cancelled', nextVersion(change.appointment))
  if (change.by !== 'hospital')
    await openFollowUp(transaction, change.patientId, change.appointment, change.now)
}

/**
 * Books the appointment at the chosen time and then ends the old booking, with audit entries and events. Returns the id of
 * the new booking. Also throws {@link TimeTaken} if the time is full or no longer as it was on the page.
 */
export async function moveBooking(
  transaction: Transaction,
  change: Change,
  chosen: ChosenTime,
): Promise<string> {
  const { appointment, by, now } = change
  const time = await takeSlot(transaction, change, chosen)
  // The old booking is cancelled only after the new place is taken, in the same transaction.
  const movedToId = await rebook(transaction, appointment, time, by).catch(rethrowAsTimeTaken)
  if (appointment.status === 'booked')
    await endBooking(transaction, change, { reason: 'moved', now, movedToId, by })
  else if (!(await markSucceeded(transaction, appointment, movedToId))) throw new StaleVersion()
  await record(transaction, change, 'moved', 'appointment-moved', nextVersion(appointment))
  await record(transaction, change, 'booked-by-move', 'appointment-booked', { id: movedToId, version: 1 })
  return movedToId
}

/** Where a first appointment is booked. `name` is its title if the portal does not know the name of the specialty. */
export interface BookingClinic {
  id: string
  name: string
  treatmentFunctionCode: string
}

/**
 * Books a first appointment at a clinic, with its audit entry and event. Returns its id. Throws {@link TimeTaken} if the time
 * is full or no longer as it was on the page.
 */
export async function bookAppointment(
  transaction: Transaction,
  who: Omit<Change, 'appointment'>,
  clinic: BookingClinic,
  chosen: ChosenTime,
): Promise<string> {
  const wanted = { ...who, appointment: newAppointmentAt(clinic.id) }
  const time = await takeSlot(transaction, wanted, chosen)
  const specialty = SPECIALTIES[clinic.treatmentFunctionCode]?.name ?? clinic.name
  const title = specialty.slice(0, 1).toUpperCase() + specialty.slice(1)
  const booking = { patientId: who.patientId, clinicId: clinic.id, title }
  const id = await addBooking(transaction, booking, time).catch(rethrowAsTimeTaken)
  await record(transaction, who, 'booked', 'appointment-scheduled', { id, version: 1 })
  return id
}

async function takeSlot(
  transaction: Transaction,
  { appointment, patientId, now }: Omit<Change, 'appointment'> & { appointment: Wanted },
  { slotId, timeSeen }: ChosenTime,
): Promise<FreeTime> {
  const time = await findFreeTime(transaction, patientId, appointment, now, slotId)
  if (!time || timeSeenText(time) !== timeSeen) throw new TimeTaken()
  if (!(await takePlace(transaction, slotId))) throw new TimeTaken()
  return time
}

async function endBooking(transaction: Transaction, { appointment }: Change, how: Ending): Promise<void> {
  if (!(await markCancelled(transaction, appointment, how))) throw new StaleVersion()
  await releasePlace(transaction, appointment.slotId)
}

async function record(
  transaction: Transaction,
  { actor, patientId, now }: Omit<Change, 'appointment'>,
  action: PatientAction,
  event: string,
  booking: { id: string; version: number },
): Promise<void> {
  const subject = subjectOf(booking)
  await audit(transaction, actor, action, subject, now, patientId)
  await addToOutbox(transaction, event, subject, now)
}

function nextVersion({ id, version }: Appointment) {
  return { id, version: version + 1 }
}

/** A duplicate key means that the patient already has a booking in that slot. */
function rethrowAsTimeTaken(error: unknown): never {
  throw isDuplicateKey(error) ? new TimeTaken() : error
}
