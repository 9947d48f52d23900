import type { Services } from '../../../services.ts'
import { patientView } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { type OpenedPatient, openedPatient, openPatient } from './opened-patient.ts'

const view = patientView<OpenedPatient & { clinics: { id: string; name: string }[] }>(
  'staff-patients/choose-clinic',
  openedPatient,
)

/** Asks at which clinic to book a first appointment for a patient who phones. */
export function chooseClinic(services: Services): StaffPage {
  return {
    permission: 'change-bookings',
    async show(request) {
      const opened = await openPatient(services, request)
      return view({ ...opened, clinics: await services.worklist.clinics(request.actor) })
    },
  }
}
