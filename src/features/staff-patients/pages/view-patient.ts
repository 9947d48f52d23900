import type { Services } from '../../../services.ts'
import { patientView } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { type OpenedPatient, openedPatient, openPatient } from './opened-patient.ts'

const view = patientView<OpenedPatient>('staff-patients/view-patient', openedPatient)

/** One patient: who it is, whether they may use the portal, and their appointments at this trust. */
export function viewPatient(services: Services): StaffPage {
  return {
    permission: 'find-patients',
    show: async request => view(await openPatient(services, request)),
  }
}
