import type { Request } from 'express'
import type { Services } from '../../services.ts'
import { type Redirect, redirect } from '../../web/outcome.ts'
import type { Appointment, ChangeKind } from './appointment.ts'
import { CannotChange } from './refusals.ts'

export interface Changeable {
  appointment: Appointment
  how: 'at-once' | 'request'
  /** Where the journey's pages live. */
  address: string
}

/**
 * The appointment a page of a journey is about. When the journey has already ended, because the patient came back or
 * sent the page again, the redirect leads to its last page; to cancel one that was moved, to the one it became.
 * Throws {@link CannotChange} when a rule stops them.
 */
export async function changeable(
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

/** The patient's own change of this kind was made or asked for. */
export function hasEnded({ cancelledBy, movedToId, request }: Appointment, kind: ChangeKind): boolean {
  if (kind === 'reschedule') return movedToId !== null || request?.kind === 'reschedule'
  return (cancelledBy === 'patient' && movedToId === null) || request?.kind === 'cancel'
}
