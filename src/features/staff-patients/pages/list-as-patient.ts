import type { Services } from '../../../services.ts'
import { patientView } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { appointmentSections, type Sections, sectionsQuery } from '../../appointments/appointments.ts'
import { type OpenedPatient, openPatient } from './opened-patient.ts'

type Shown = Pick<OpenedPatient, 'patient' | 'address'> & Sections

const view = patientView<Shown>('staff-patients/list-as-patient', {
  action: 'viewed-as-patient',
  subject: ({ patient: { id, version } }) => ({ type: 'patient', id, version }),
  patientId: ({ patient }) => patient.id,
})

/** The list of appointments as the patient sees it, with those at this trust only. */
export function listAsPatient(services: Services): StaffPage {
  const { asPatient, clock } = services
  return {
    permission: 'find-patients',
    query: sectionsQuery,
    async show(request) {
      const { address, patient } = await openPatient(services, request)
      const source = asPatient.appointments(request.actor, patient.id)
      const { query: requested } = request
      return view({ address, patient, ...(await appointmentSections(source, requested, clock.now())) })
    },
  }
}
