import { findAppointmentOfTrust } from '../appointments/appointments.ts'
import type { TaskKind } from '../tasks/tasks.ts'

/** Staff have changed an appointment for a patient who was not told at once. It is closed by how they were told. */
export const tellPatientTask: TaskKind = {
  name: 'tell-patient',
  title: 'Tell the patient about a change',
  permission: 'work-requests',
  outcomes: [
    { name: 'told-by-phone', text: 'Told by phone' },
    { name: 'told-by-text', text: 'Told by text message' },
    { name: 'told-by-email', text: 'Told by email' },
    { name: 'told-by-letter', text: 'Told by letter' },
    { name: 'told-in-person', text: 'Told in person' },
  ],
  closing: {
    label: 'For the history',
    hint: 'Colleagues read this. You can leave it empty.',
    isReply: false,
  },
  template: 'components/tell-patient-task',
  async details(database, { appointmentId, patientId, trustOdsCode }) {
    const of = { trustOdsCode, patientId, id: String(appointmentId) }
    return { appointment: await findAppointmentOfTrust(database, of) }
  },
}
