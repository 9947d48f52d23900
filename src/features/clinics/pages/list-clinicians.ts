import type { Services } from '../../../services.ts'
import { viewWithoutPatient } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import type { Clinician } from '../clinician-store.ts'

const view = viewWithoutPatient<{ clinicians: Clinician[] }>('clinics/list-clinicians')

/** The clinicians who have slots to come, for their absences. */
export function listClinicians({ clinics }: Services): StaffPage {
  return {
    permission: 'change-slots',
    show: async ({ actor }) => view({ clinicians: await clinics.clinicians(actor) }),
  }
}
