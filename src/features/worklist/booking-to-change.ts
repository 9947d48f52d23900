import type { Transaction } from '../../database/database.ts'
import type { StaffActor } from '../../shared/actor.ts'
import {
  type Appointment,
  findAppointmentOfTrust,
  type Seen,
  whatChanged,
} from '../appointments/appointments.ts'
import type { ChangeRequest } from './change-request.ts'
import { BookingChanged } from './refusals.ts'

/**
 * The appointment that a request is about, as the member of staff saw it. Throws {@link BookingChanged} if it is different
 * now, has started, or is not booked. A patient whose hospital has cancelled may still get another time.
 */
export async function bookingToChange(
  transaction: Transaction,
  { trustOdsCode }: StaffActor,
  { appointmentId: id, kind, patientId }: ChangeRequest,
  { appointment: seen }: { appointment: Seen },
  now: Temporal.Instant,
): Promise<Appointment> {
  const appointment = await findAppointmentOfTrust(transaction, { trustOdsCode, patientId, id })
  if (!appointment || whatChanged(seen, appointment).length > 0) throw new BookingChanged()
  const { cancelledBy, movedToId, startsAt, status } = appointment
  const canBeMoved = kind === 'reschedule' && cancelledBy === 'hospital' && movedToId === null
  if (status !== 'booked' && !canBeMoved) throw new BookingChanged()
  if (!canBeMoved && Temporal.Instant.compare(startsAt, now) <= 0) throw new BookingChanged()
  return withoutNotice(appointment)
}

/** The notice that a clinic asks for limits what patients do online, and not what staff agree with them. */
export function withoutNotice(appointment: Appointment): Appointment {
  return { ...appointment, rules: { ...appointment.rules, minimumNoticeHours: 0 } }
}
