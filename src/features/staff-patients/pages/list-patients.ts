import type { Request } from 'express'
import type { Services } from '../../../services.ts'
import { requireStaffPermission } from '../../../shared/actor.ts'
import { GUID } from '../../../shared/guid.ts'
import { type FormFault, readForm, wantsToSave, withFaults } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import type { QueryRules } from '../../../web/session/destination.ts'
import type { PatientFilters, StaffPatient } from '../staff-patient-store.ts'
import { enteredFields, type SearchFields, searchRules, termsIn } from './search-form.ts'

interface Shown {
  trustOdsCode: string
  patients: StaffPatient[]
  filters: PatientFilters
  search: SearchFields
  faults?: FormFault[] | undefined
  moreTime: boolean
  /** Queries of addresses: of the first page, and of the page after this one. */
  list: string
  next: string | undefined
  isFirst: boolean
}

const view = patientView<Shown>('staff-patients/list-patients', {
  action: 'viewed-patients',
  subject: ({ trustOdsCode }) => ({ type: 'trust', id: trustOdsCode }),
  patientIds: ({ patients }) => patients.map(({ id }) => id),
})

const ON_A_PAGE = 50

/** `after`: the id of the last patient on the page before, because no name may stand in an address. */
const listQuery = {
  access: /^(allowed|barred)$/,
  upcoming: /^(yes|no)$/,
  after: GUID,
} satisfies QueryRules

/** The patients of the trust by name, and the form that searches for one. */
export function listPatients({ staffPatients }: Services): StaffPage {
  return {
    permission: 'find-patients',
    query: listQuery,
    show: request => show(request),
    async submit(request) {
      if (wantsToSave(request.body)) return show(request)
      const { answers, faults } = readForm(searchRules, request.body)
      if (faults) return show(request, faults)
      return redirect(
        `/staff/patients/found/${await staffPatients.keepSearch(request.actor, termsIn(answers))}`,
      )
    },
  }

  async function show(request: Request, faults?: FormFault[]) {
    const { actor } = request
    requireStaffPermission(actor, 'find-patients')
    const { after, ...filters } = parametersIn(request)
    const { patients, next } = await staffPatients.list(actor, filters, { after, limit: ON_A_PAGE })
    const shown = {
      trustOdsCode: actor.trustOdsCode,
      patients,
      filters,
      search: enteredFields(request.body),
      moreTime: wantsToSave(request.body),
      list: queryOf(filters),
      next: next && queryOf({ ...filters, after: next }),
      isFirst: after === undefined,
    }
    return view(withFaults(faults, shown), faults ? 400 : 200)
  }
}

/** What is not as declared counts as absent. */
function parametersIn({ query }: Request): PatientFilters & { after: string | undefined } {
  const given = (name: keyof typeof listQuery) => {
    const value = query[name]
    return typeof value === 'string' && listQuery[name].test(value) ? value : undefined
  }
  return {
    access: given('access') as PatientFilters['access'],
    upcoming: given('upcoming') as PatientFilters['upcoming'],
    after: given('after'),
  }
}

function queryOf(parameters: Record<string, string | undefined>): string {
  const given = Object.entries(parameters).filter((each): each is [string, string] => each[1] !== undefined)
  return given.length > 0 ? `?${new URLSearchParams(given)}` : ''
}
