import type { Services } from '../../../services.ts'
import { patientView } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import { appointmentSections, type Sections, sectionsQuery } from './appointment-sections.ts'

const view = patientView<Sections>('appointments/list-appointments', {
  action: 'viewed-appointments',
  subject: () => 'patient',
})

export function listAppointments({ appointments, clock }: Services): PatientPage {
  return {
    query: sectionsQuery,
    async show({ actor, query: requested }) {
      const source = {
        list: appointments.list.bind(appointments, actor),
        count: appointments.count.bind(appointments, actor),
      }
      return view(await appointmentSections(source, requested, clock.now()))
    },
  }
}
