import type { Request } from 'express'
import type { Services } from '../../../services.ts'
import { type Redirect, redirect } from '../../../web/outcome.ts'
import { type Appointment, type seenField, seenText } from '../../appointments/appointments.ts'
import type { BookingSeen } from '../patient-bookings.ts'
import { type OpenedPatient, openPatient } from './opened-patient.ts'

/** What the pages that change an appointment of a patient show. */
export interface OpenedBooking extends OpenedPatient {
  appointment: Appointment
  /** Of the page itself. */
  action: string
  /** A hidden field: the appointment as the page shows it. */
  hidden: { seen: string }
}

/** Throws `NotFound` for an appointment that is not one of the patient at this trust. */
export async function openBooking(
  services: Services,
  request: Request,
  change: 'cancel' | 'move',
): Promise<OpenedBooking> {
  const opened = await openPatient(services, request)
  const { actor, params } = request
  const appointment = await services.staffPatients.findAppointment(
    actor,
    opened.patient.id,
    params.appointmentId,
  )
  return {
    ...opened,
    appointment,
    action: `${opened.address}/appointments/${appointment.id}/${change}`,
    hidden: { seen: seenText(appointment) },
  }
}

/** Where the appointment cannot be changed: an open request is answered instead. Undefined if it can. */
export function whereElse(
  { address, appointment: { request, startsAt, status } }: OpenedBooking,
  now: Temporal.Instant,
): Redirect | undefined {
  if (request) return redirect(`/staff/requests/${request.id}`)
  const isToCome = status === 'booked' && Temporal.Instant.compare(startsAt, now) > 0
  return isToCome ? undefined : redirect(address)
}

export function seenOf({ params }: Request, seen: ReturnType<typeof seenField.parse>): BookingSeen {
  return { patientId: String(params.patientId), appointmentId: String(params.appointmentId), seen }
}
