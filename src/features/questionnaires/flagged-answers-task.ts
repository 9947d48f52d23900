import { findAppointmentOfTrust } from '../appointments/appointments.ts'
import type { TaskKind } from '../tasks/tasks.ts'
import { findResponseOfTask } from './response-store.ts'

/** A patient has sent an answer that the definition flags: someone reads it, and acts on it. */
export const flaggedAnswersTask: TaskKind = {
  name: 'flagged-answers',
  title: 'Flagged answer in a questionnaire',
  permission: 'read-answers',
  outcomes: [
    { name: 'patient-contacted', text: 'The patient was contacted', needsWords: 'Write what was agreed' },
    { name: 'passed-on', text: 'Passed on to those who treat the patient', needsWords: 'Write to whom' },
    { name: 'nothing-to-do', text: 'Nothing is to be done', needsWords: 'Write why nothing is to be done' },
  ],
  closing: {
    label: 'For the history',
    hint: 'Colleagues read this. The patient does not see it here, but can ask for a copy of their record.',
    isReply: false,
  },
  template: 'components/flagged-answers-task',
  async details(database, { appointmentId, id, patientId, trustOdsCode }) {
    const of = { trustOdsCode, patientId, id: String(appointmentId) }
    return {
      questionnaireId: await findResponseOfTask(database, id),
      appointment: appointmentId ? await findAppointmentOfTrust(database, of) : undefined,
    }
  },
}
