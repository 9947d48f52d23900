import { fromColumn, toColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import type { ChangeKind } from '../appointments/appointments.ts'
import type { ChangeRequest } from './change-request.ts'
import { changeRequest, REQUEST_COLUMNS, type Row } from './change-request-row.ts'

export interface WorklistFilters {
  clinicId?: string | undefined
  kind?: ChangeKind | undefined
  /** By whom the request is claimed now: a claim that has lapsed counts as nobody's. */
  claimed?: 'me' | 'anyone' | 'nobody' | undefined
  /** Only those whose promised time has passed. */
  overdue?: boolean | undefined
}

/** The place of a request in the list. */
export interface WorklistCursor {
  promisedBy: Temporal.Instant
  id: string
}

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

interface Viewer {
  trustOdsCode: string
  userId: string
  now: Temporal.Instant
}

/** Open requests of a trust, first promised first, after `after`. */
export async function listOpenRequests(
  database: Database,
  viewer: Viewer,
  filters: WorklistFilters,
  { after, limit }: { after?: WorklistCursor | undefined; limit: number },
): Promise<WorklistItem[]> {
  const query = openOfTrust(database, viewer, filters)
    .join('patient', 'patient.id', 'appointment.patient_id')
    .join('clinic', 'clinic.id', 'appointment.clinic_id')
    .select([...REQUEST_COLUMNS, ...ITEM_COLUMNS])
    .orderBy([{ column: 'change_request.promised_by' }, { column: 'change_request.id' }])
    .limit(limit)
  if (after) {
    const promisedBy = toColumn(after.promisedBy)
    query
      .where('change_request.promised_by', '>=', promisedBy)
      .where(later =>
        later
          .where('change_request.promised_by', '>', promisedBy)
          .orWhere('change_request.id', '>', after.id),
      )
  }
  const rows: Row[] = await query
  return rows.map(worklistItem)
}

export interface WorklistCounts {
  open: number
  overdue: number
  claimedByMe: number
  unclaimed: number
}

/** Numbers of the open requests of a trust; those of one clinic or kind if the filters say so. */
export async function countOpenRequests(
  database: Database,
  viewer: Viewer,
  { clinicId, kind }: Pick<WorklistFilters, 'clinicId' | 'kind'>,
): Promise<WorklistCounts> {
  const now = toColumn(viewer.now)
  const row = await openOfTrust(database, viewer, { clinicId, kind })
    .select(database.raw('count(*) as open_now'))
    .select(database.raw('count(case when change_request.promised_by < ? then 1 end) as overdue', [now]))
    .select(
      database.raw(
        'count(case when change_request.claimed_by = ? and change_request.claimed_until > ? then 1 end) as mine',
        [viewer.userId, now],
      ),
    )
    .select(database.raw('count(case when change_request.claimed_until > ? then 1 end) as claimed', [now]))
    .first()
  const count = (name: string) => Number(row?.[name])
  return {
    open: count('open_now'),
    overdue: count('overdue'),
    claimedByMe: count('mine'),
    unclaimed: count('open_now') - count('claimed'),
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
function openOfTrust(database: Database, viewer: Viewer, filters: WorklistFilters) {
  const { clinicId, kind, claimed, overdue } = filters
  const now = toColumn(viewer.now)
  const query = database('change_request')
    .join('appointment', 'appointment.id', 'change_request.appointment_id')
    .where('change_request.trust_ods_code', viewer.trustOdsCode)
    .whereRaw("change_request.status = 'open'")
  if (clinicId) query.where('appointment.clinic_id', clinicId)
  if (kind) query.where('change_request.kind', kind)
  if (overdue) query.where('change_request.promised_by', '<', now)
  if (claimed === 'me') query.where('change_request.claimed_by', viewer.userId)
  if (claimed === 'me' || claimed === 'anyone') query.where('change_request.claimed_until', '>', now)
  if (claimed === 'nobody')
    query.where(free =>
      free.whereNull('change_request.claimed_until').orWhere('change_request.claimed_until', '<=', now),
    )
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
