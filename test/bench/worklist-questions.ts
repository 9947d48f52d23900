import type { Database } from '../../src/database/database.ts'
import { TrustFigures } from '../../src/features/figures/figures.ts'
import { StaffPatients } from '../../src/features/staff-patients/staff-patients.ts'
import { Overdue } from '../../src/features/worklist/lists/overdue.ts'
import type { WorklistFilters } from '../../src/features/worklist/lists/worklist-filters.ts'
import { requestBalance } from '../../src/features/worklist/request-balance-store.ts'
import { Worklist } from '../../src/features/worklist/worklist.ts'
import type { StaffActor } from '../../src/shared/actor.ts'
import type { Clock } from '../../src/shared/clock.ts'
import { COLLEAGUE, FAMILY_NAMES } from './worklist-rows.ts'

export type Questions = Record<string, () => Promise<unknown>>

export const METRICS = 'the metrics, every ten minutes'

/** What the pages of staff ask, in a database that `fillWorklist` has filled. */
export async function questionsOf(database: Database, clock: Clock): Promise<Questions> {
  const clinics = await database('clinic').orderByRaw('rowid').select('id', 'trust_ods_code')
  const trustOdsCode = String(clinics[0]?.trust_ods_code)
  const staff: StaffActor = { kind: 'staff', userId: COLLEAGUE, role: 'team-lead', trustOdsCode }
  const worklist = new Worklist(database, clock)
  const overdue = new Overdue(database, clock)
  const patients = new StaffPatients(database, clock)
  const figures = new TrustFigures(database, clock)
  const list = (filters: WorklistFilters) => () => worklist.list(staff, filters, { limit: 25 })
  const [request] = await database('change_request').orderBy('id').limit(1)
  const [patient] = await database('patient').orderBy('id').limit(1)
  const search = async (terms: Partial<typeof noTerms>) => {
    const id = await patients.keepSearch(staff, { ...noTerms, ...terms })
    return () => patients.search(staff, id, 50)
  }
  const [clinicId, rareClinic] = [clinics.at(0)?.id, clinics.at(-1)?.id]
  const familyName = String(FAMILY_NAMES.at(-1))
  return {
    'open, oldest promise first': list({}),
    'open, urgent first': list({ urgentFirst: true }),
    'open, assigned to me': list({ assignee: 'me' }),
    'open, of a clinic with few': list({ clinicId: rareClinic }),
    'open, past the promise': list({ overdue: true }),
    'done, newest first': list({ state: 'done' }),
    'done, assigned to me': list({ state: 'done', assignee: 'me' }),
    'done, of a clinic with few': list({ state: 'done', clinicId: rareClinic }),
    'the numbers above the list': () => worklist.count(staff),
    'the numbers above the list of a clinic': () => worklist.count(staff, { clinicId }),
    'patients to be told': () => worklist.countUntold(staff),
    'a request': async () => request && worklist.find(staff, request.id),
    'the page of those past the promise': () => overdue.list(staff, 200),
    'how many are past the promise': () => overdue.count(staff),
    'patients by name': () => patients.list(staff, {}, { limit: 25 }),
    'a patient': async () => patient && patients.find(staff, patient.id),
    'patients by NHS number': await search({ nhsNumber: String(patient?.nhs_number ?? '4000000000') }),
    'patients by name and date of birth': await search({ familyName, birthDate: '1939-01-19' }),
    'the figures of a month': () => figures.ofMonth(staff, undefined),
    [METRICS]: () => requestBalance(database, clock.now()),
  }
}

const noTerms = { nhsNumber: '', familyName: '', givenName: '', birthDate: '' }
