import { fromColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import { type Viewer, whereAssigned, whereOpen } from '../staff-work/staff-work.ts'
import type { ChangeRequest } from './change-request.ts'
import { changeRequest, type Row } from './change-request-row.ts'
import type { WorklistFilters } from './lists/worklist-filters.ts'

/** A request on the list. What the patient wrote is only on the page of the request. */
export interface WorklistItem extends Omit<ChangeRequest, 'datesToAvoid'> {
  patient: RequestPatient
  appointment: { title: string; startsAt: Temporal.Instant; clinicId: string; clinicName: string }
}

export interface RequestPatient {
  id: string
  nhsNumber: string
  givenName: string
  familyName: string
  birthDate: Temporal.PlainDate
}

export interface WorklistCounts {
  open: number
  overdue: number
  claimedByMe: number
  assignedToMe: number
  unclaimed: number
}

/** Numbers of the open requests of a trust; those of one clinic or kind if the filters say so. Each is read from an index. */
export async function countOpenRequests(
  database: Database,
  viewer: Viewer,
  { clinicId, kind }: Pick<WorklistFilters, 'clinicId' | 'kind'>,
): Promise<WorklistCounts> {
  const count = (filters: WorklistFilters) =>
    requestsOfTrust(database, viewer, { clinicId, kind, ...filters }).count('*')
  const [row] = await database.select({
    open_now: count({}),
    overdue: count({ overdue: true }),
    mine: count({ claimed: 'me' }),
    assigned: count({ assignee: 'me' }),
    claimed: count({ claimed: 'anyone' }),
  })
  const number = (name: string) => Number(row?.[name])
  return {
    open: number('open_now'),
    overdue: number('overdue'),
    claimedByMe: number('mine'),
    assignedToMe: number('assigned'),
    unclaimed: number('open_now') - number('claimed'),
  }
}

export interface Clinic {
  id: string
  name: string
}

export async function listClinics(database: Database, trustOdsCode: string): Promise<Clinic[]> {
  return database('clinic')
    .where('trust_ods_code', trustOdsCode)
    .select('id', 'patient_facing_name as name')
    .orderBy('patient_facing_name')
}

export async function findRequestPatient(
  database: Database,
  patientId: string,
): Promise<RequestPatient | undefined> {
  const row = await database('patient')
    .where('id', patientId)
    .first('id as p_id', 'nhs_number', 'given_name', 'family_name', 'birth_date')
  return row && patient({ ...row, patient_id: row.p_id })
}

/** 'open' is not bound, because the database uses a filtered index only for the same literal condition. */
export function requestsOfTrust(database: Database, viewer: Viewer, filters: WorklistFilters) {
  const { clinicId, kind, state } = filters
  const query = database('change_request').where('change_request.trust_ods_code', viewer.trustOdsCode)
  if (state) query.where('change_request.status', state)
  else whereOpen(query.whereRaw("change_request.status = 'open'"), 'change_request', viewer, filters)
  if (clinicId) query.where('change_request.clinic_id', clinicId)
  if (kind) query.where('change_request.kind', kind)
  whereAssigned(query, 'change_request', viewer, filters)
  return query
}

export const ITEM_COLUMNS = [
  'appointment.title',
  'appointment.starts_at',
  'appointment.clinic_id',
  'clinic.patient_facing_name',
  'patient.nhs_number',
  'patient.given_name',
  'patient.family_name',
  'patient.birth_date',
]

export function worklistItem(row: Row): WorklistItem {
  const { datesToAvoid: _onItsPageOnly, ...request } = changeRequest(row)
  return {
    ...request,
    patient: patient(row),
    appointment: {
      title: String(row.title),
      startsAt: fromColumn(row.starts_at as string),
      clinicId: String(row.clinic_id),
      clinicName: String(row.patient_facing_name),
    },
  }
}

function patient(row: Row): RequestPatient {
  return {
    id: String(row.patient_id),
    nhsNumber: String(row.nhs_number),
    givenName: String(row.given_name),
    familyName: String(row.family_name),
    birthDate: Temporal.PlainDate.from(String(row.birth_date)),
  }
}
