import { audit } from '../../audit/audit.ts'
import type { Transaction } from '../../database/database.ts'
import { addToOutbox } from '../../outbox/outbox.ts'
import type { StaffActor } from '../../shared/actor.ts'
import { promisedBy } from '../../shared/working-hours.ts'
import {
  addRequest,
  type Change,
  type ChosenTime,
  CLINIC_CLOSED,
  cancelBooking,
  moveBooking,
} from '../appointments/appointments.ts'
import { reportAppointment } from '../wayfinder/wayfinder.ts'
import type { ChangeRequest } from './change-request.ts'
import { closeRequest } from './record-step.ts'
import { findOpenRequest } from './request-store.ts'

/*
 * What the hospital does with a booking when it closes a clinic. The caller holds the lock of the patient and has found the
 * booking for the trust of the member of staff. Each patient is on the list of those to be told, or on the worklist.
 */

type HospitalChange = Omit<Change, 'actor' | 'by'> & { actor: StaffActor }

/**
 * Cancels the booking. The booking team then owes the patient another time: a request stays or is opened on the worklist,
 * unless the patient had asked to cancel, which is done with this. Returns what became of the patient.
 */
export async function cancelForHospital(
  transaction: Transaction,
  change: HospitalChange,
): Promise<'worklist' | 'cancelled-as-asked'> {
  const { actor, appointment, now } = change
  const open = await findOpenRequest(transaction, appointment.id)
  if (open?.kind === 'cancel') {
    await cancelBooking(transaction, change, open.reason)
    await closeRequest(transaction, open, { outcome: 'done', actor, at: now })
    return 'cancelled-as-asked'
  }
  await cancelBooking(transaction, { ...change, by: 'hospital' }, CLINIC_CLOSED)
  if (!open) await oweTime(transaction, change)
  await reportAppointment(transaction, appointment.id, now)
  return 'worklist'
}

/**
 * Moves the booking to the chosen time, new before old, and returns the id of the new one. Throws `TimeTaken` if the time is
 * not free any more.
 */
export async function moveForHospital(
  transaction: Transaction,
  change: HospitalChange,
  chosen: ChosenTime,
): Promise<string> {
  const { actor, appointment, now } = change
  const open = await findOpenRequest(transaction, appointment.id)
  const movedToId = await moveBooking(transaction, { ...change, by: 'hospital' }, chosen)
  const request = open ?? (await oweTime(transaction, change))
  await closeRequest(transaction, request, { outcome: 'done', actor, at: now })
  await reportAppointment(transaction, movedToId, now)
  return movedToId
}

/** Opens the request of the hospital. The booking has been ended, in its next version. */
async function oweTime(
  transaction: Transaction,
  { actor, appointment, now, patientId }: HospitalChange,
): Promise<ChangeRequest> {
  const { clinicId, contact, id, rules, trustOdsCode, version } = appointment
  await addRequest(transaction, {
    appointmentId: id,
    trustOdsCode,
    clinicId,
    kind: 'reschedule',
    reason: CLINIC_CLOSED,
    requestedAt: now,
    promisedBy: promisedBy(now, rules.promiseWorkingHours, contact.opening),
  })
  const subject = { type: 'appointment', id, version: version + 1 }
  await audit(transaction, actor, 'needs-new-time', subject, now, patientId)
  await addToOutbox(transaction, 'new-time-needed', subject, now)
  const request = await findOpenRequest(transaction, id)
  if (!request) throw new Error('The request that was added is not there')
  return request
}
