import { findAppointmentOfTrust } from '../appointments/appointments.ts'
import type { TaskKind } from '../tasks/tasks.ts'
import { CONTACT_REQUEST } from './contact-request.ts'
import { findAsked } from './contact-request-store.ts'

/** A patient has asked to be contacted. The outcome says how they were answered, and they read it. */
export const contactRequestTask: TaskKind = {
  name: CONTACT_REQUEST,
  title: 'Contact request',
  permission: 'work-requests',
  outcomes: [
    { name: 'answered-by-text', text: 'Answered by text message' },
    { name: 'answered-by-email', text: 'Answered by email' },
    { name: 'answered-by-letter', text: 'Answered by letter' },
    { name: 'answered-by-relay', text: 'Answered in a call with Relay UK' },
    {
      name: 'answered-here',
      text: 'Answered in the portal',
      needsWords: 'Write your answer',
    },
    {
      name: 'not-reached',
      text: 'Tried to contact the patient, and could not reach them',
      needsWords: 'Write how the patient can get an answer',
    },
  ],
  closing: {
    label: 'What you answered, or how the patient can get an answer',
    hint: 'The patient reads this in the portal, on the page of their request. Nothing else is sent. You can leave it empty if your text, email, letter or call said it.',
    isReply: true,
  },
  template: 'components/contact-request-task',
  async details(database, { appointmentId, id, patientId, trustOdsCode }) {
    const asked = (await findAsked(database, [id])).get(id)
    const find = async (id: string | null | undefined) =>
      id ? await findAppointmentOfTrust(database, { trustOdsCode, patientId, id }) : undefined
    const appointment = await find(appointmentId)
    return { asked, appointment, movedTo: await find(appointment?.movedToId) }
  },
}
