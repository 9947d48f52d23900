import type { Services } from '../../../services.ts'
import { patientView } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import type { StaffPatient } from '../staff-patient-store.ts'
import { fieldsOf, type SearchFields } from './search-form.ts'

interface Shown {
  searchId: string
  patients: StaffPatient[]
  hasMore: boolean
  search: SearchFields
}

const view = patientView<Shown>('staff-patients/found-patients', {
  action: 'viewed-found-patients',
  subject: ({ searchId }) => ({ type: 'patient-search', id: searchId }),
  patientIds: ({ patients }) => patients.map(({ id }) => id),
})

/** More than anybody reads through. */
const MAX_SHOWN = 50

/** What a search has found. Its address names the search and says nothing about any patient. */
export function foundPatients({ staffPatients }: Services): StaffPage {
  return {
    permission: 'find-patients',
    async show({ actor, params }) {
      const searchId = String(params.searchId)
      const { terms, patients, hasMore } = await staffPatients.search(actor, searchId, MAX_SHOWN)
      return view({ searchId, patients, hasMore, search: fieldsOf(terms) })
    },
  }
}
