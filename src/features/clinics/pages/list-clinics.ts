import type { Services } from '../../../services.ts'
import { viewWithoutPatient } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import type { Clinic, Places } from '../clinic-store.ts'
import type { Closure } from '../closures/closure.ts'

const view = viewWithoutPatient<{ clinics: (Clinic & { places: Places })[]; closed: Closure[] }>(
  'clinics/list-clinics',
)

/** The clinics of the trust, and what is closed in them. */
export function listClinics({ clinics, closures }: Services): StaffPage {
  return {
    permission: 'change-slots',
    async show({ actor }) {
      return view({ clinics: await clinics.list(actor), closed: await closures.list(actor) })
    },
  }
}
