import type { Request } from 'express'
import type { Services } from '../../services.ts'
import { type Redirect, redirect } from '../../web/outcome.ts'
import type { Appointment, ChangeKind } from './appointment.ts'
import { CannotChange } from './refusals.ts'

export interface Changeable {
  appointment: Appointment
  how: 'at-once' | 'request'
  /** The path that the pages of the journey share. */
  address: string
}

/**
 * Finds the appointment for a page of a journey. If the journey is already finished, because the patient went back or
 * sent the page again, returns a redirect to its last page. For cancelling an appointment that was moved, returns a
 * redirect to its successor. Throws {@link CannotChange} if a rule forbids the change.
 */
export async function findChangeable(
  { appointments }: Services,
  request: Request,
  kind: ChangeKind,
): Promise<Changeable | Redirect> {
  const appointment = await appointments.find(request.actor, request.params.appointmentId)
  if (appointment.movedToId && kind === 'cancel')
    return redirect(`/patient-portal/appointment/${appointment.movedToId}`)
  const address = addressOf(appointment.id, kind)
  if (hasEnded(appointment, kind)) return redirect(`${address}/received`)
  const { how, obstacle } = appointments.mayChange(appointment, kind)
  if (obstacle) throw new CannotChange(appointment, kind, obstacle)
  return { appointment, how, address }
}

export function addressOf(appointmentId: string, kind: ChangeKind): string {
  return `/patient-portal/appointment/${appointmentId}/${kind}`
}

/** Whether the patient has already made or requested a change of this kind. */
export function hasEnded({ cancelledBy, movedToId, request }: Appointment, kind: ChangeKind): boolean {
  if (kind === 'reschedule')
    return movedToId !== null || (request?.kind === 'reschedule' && !request.byHospital)
  return (cancelledBy === 'patient' && movedToId === null) || request?.kind === 'cancel'
}
