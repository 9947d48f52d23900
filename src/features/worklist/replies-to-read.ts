import type { Services } from '../../services.ts'
import type { Actor } from '../../shared/actor.ts'
import type { ToDo } from '../feature.ts'

/** Requests that were declined, for the home page: the patient still has the appointment and may not know. */
export async function repliesToRead(
  { appointments, patientRequests, recordDisclosure }: Services,
  actor: Actor,
): Promise<ToDo[]> {
  const toDo: ToDo[] = []
  for (const appointmentId of await patientRequests.declinedLately(actor)) {
    const appointment = await appointments.findIfTheirs(actor, appointmentId)
    if (!appointment) continue
    const { id, titleWords, version } = appointment
    const subject = { type: 'appointment', id, version }
    await recordDisclosure(actor, { action: 'viewed-appointment', subject })
    toDo.push({
      text: `Read the booking team’s reply about your ${titleWords.inSentence} appointment`,
      to: `/appointment/${id}`,
    })
  }
  return toDo
}
