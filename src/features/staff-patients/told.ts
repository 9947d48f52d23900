import { audit } from '../../audit/audit.ts'
import type { Transaction } from '../../database/database.ts'
import type { StaffActor } from '../../shared/actor.ts'
import { promisedBy } from '../../shared/working-hours.ts'
import { findAppointmentOfTrust } from '../appointments/appointments.ts'
import { openTask } from '../tasks/tasks.ts'
import { addPatientEvent, type NewPatientEvent } from './patient-event-store.ts'
import { tellPatientTask } from './tell-patient-task.ts'

export const TOLD = ['phone', 'not-yet'] as const
/** Whether the patient has been told of a change, and how. */
export type Told = (typeof TOLD)[number]

type BookingEvent = Omit<NewPatientEvent, 'at' | 'told' | 'appointmentId'> & { appointmentId: string }

/**
 * Writes what staff have done with an appointment into the history of the patient. Either the patient has been told, or the
 * task to tell them is opened. The caller holds the lock of the patient, and has changed the appointment.
 */
export async function recordChange(
  { transaction, staff, now }: { transaction: Transaction; staff: StaffActor; now: Temporal.Instant },
  patientId: string,
  event: BookingEvent,
  told: Told,
): Promise<void> {
  const { trustOdsCode } = staff
  const { appointmentId: id } = event
  const how = told === 'phone' ? told : null
  await addPatientEvent(transaction, patientId, staff, { ...event, at: now, told: how })
  const appointment = await findAppointmentOfTrust(transaction, { trustOdsCode, patientId, id })
  if (!appointment) throw new Error('The appointment that was changed is not there')
  if (how) {
    const subject = { type: 'appointment', id, version: appointment.version }
    await audit(transaction, staff, 'told-patient', subject, now, patientId)
    return
  }
  const { contact, rules } = appointment
  await openTask(transaction, {
    kind: tellPatientTask.name,
    trustOdsCode,
    patientId,
    appointmentId: id,
    openedAt: now,
    promisedBy: promisedBy(now, rules.promiseWorkingHours, contact.opening),
  })
}
