import type { Request, Response } from 'express'
import type { Services } from '../../services.ts'
import type { Appointment, ChangeKind } from './appointment.ts'
import { CannotChange } from './refusals.ts'

export interface Changeable {
  appointment: Appointment
  how: 'at-once' | 'request'
  /** Where the journey's pages live. */
  address: string
}

/**
 * The appointment a page of a journey is about. Undefined when the journey has already ended, because the patient
 * came back or sent the page again: they have been sent to its last page. To cancel one that was moved they have
 * been sent to the one it became. Throws {@link CannotChange} when a rule stops them.
 */
export async function changeable(
  { appointments }: Services,
  request: Request,
  response: Response,
  kind: ChangeKind,
): Promise<Changeable | undefined> {
  const appointment = await appointments.find(request.actor, request.params.appointmentId)
  if (appointment.movedToId && kind === 'cancel') {
    response.redirect(303, `/patient-portal/appointment/${appointment.movedToId}`)
    return undefined
  }
  const address = addressOf(appointment.id, kind)
  if (hasEnded(appointment, kind)) {
    response.redirect(303, `${address}/received`)
    return undefined
  }
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
