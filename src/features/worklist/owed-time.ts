import type { Transaction } from '../../database/database.ts'
import { findAppointmentOfTrust, openFollowUp } from '../appointments/appointments.ts'
import type { ChangeRequest } from './change-request.ts'
import { findOwingTrust } from './request-store.ts'

/**
 * A request for another time ends without one, after the hospital has cancelled the appointment: nothing else would remember
 * the patient. So the task is opened that is closed only by what happens to their care. The caller holds the lock of the
 * patient.
 */
export async function openFollowUpIfOwed(
  transaction: Transaction,
  { appointmentId, patientId }: ChangeRequest,
  at: Temporal.Instant,
): Promise<void> {
  const trustOdsCode = await findOwingTrust(transaction, appointmentId)
  if (!trustOdsCode) return
  const of = { trustOdsCode, patientId, id: appointmentId }
  const appointment = await findAppointmentOfTrust(transaction, of)
  if (appointment) await openFollowUp(transaction, patientId, appointment, at)
}
