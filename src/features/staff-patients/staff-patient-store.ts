import type { Knex } from 'knex'
import { isGuid, toColumn } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'
import { beginsWith } from '../../database/name-prefix.ts'
import { type PortalAccess, portalAccessOf } from '../patients/patients.ts'
import type { SearchTerms } from './patient-search-store.ts'

/** A patient as staff of their trust see them. */
export interface StaffPatient {
  id: string
  version: number
  nhsNumber: string
  givenName: string
  familyName: string
  birthDate: Temporal.PlainDate
  access: PortalAccess
}

export interface PatientFilters {
  /** Whether the trust lets them use the portal. */
  access?: 'allowed' | 'barred' | undefined
  /** Whether they have an appointment to come at the trust. */
  upcoming?: 'yes' | 'no' | undefined
}

interface Part {
  /** The last patient before. */
  after?: StaffPatient | undefined
  limit: number
}

/** Patients of a trust by name. Those are who have an appointment at one of its clinics, whatever became of it. */
export async function listPatients(
  database: Database,
  trustOdsCode: string,
  now: Temporal.Instant,
  { access, upcoming }: PatientFilters,
  { after, limit }: Part,
): Promise<StaffPatient[]> {
  const query = byName(patientsOf(database, trustOdsCode)).limit(limit)
  // Not bound, because the database uses a filtered index only for the same literal condition.
  if (access === 'barred') query.whereRaw('patient.portal_access = 0')
  if (access === 'allowed') query.whereRaw('patient.portal_access = 1')
  const toCome = appointmentsAt(trustOdsCode, theirs =>
    theirs.where('appointment.status', 'booked').where('appointment.starts_at', '>', toColumn(now)),
  )
  if (upcoming === 'yes') query.whereExists(toCome)
  if (upcoming === 'no') query.whereNotExists(toCome)
  if (after) query.where(isAfter(after))
  const rows: Row[] = await query
  return rows.map(row => patient(row, now))
}

/** Patients of a trust who fit everything that is given, by name. */
export async function searchPatients(
  database: Database,
  trustOdsCode: string,
  now: Temporal.Instant,
  { birthDate, familyName, givenName, nhsNumber }: SearchTerms,
  limit: number,
): Promise<StaffPatient[]> {
  const query = byName(patientsOf(database, trustOdsCode)).limit(limit)
  if (nhsNumber) query.where('patient.nhs_number', nhsNumber)
  if (familyName) query.where(beginsWith(database, 'patient.family_name', familyName))
  if (givenName) query.where(beginsWith(database, 'patient.given_name', givenName))
  if (birthDate) query.where('patient.birth_date', birthDate)
  const rows: Row[] = await query
  return rows.map(row => patient(row, now))
}

/** A patient by id and trust together. */
export async function findPatientOfTrust(
  database: Database,
  trustOdsCode: string,
  id: unknown,
  now: Temporal.Instant,
): Promise<StaffPatient | undefined> {
  if (!isGuid(id)) return undefined
  const row: Row | undefined = await patientsOf(database, trustOdsCode).where('patient.id', id).first()
  return row && patient(row, now)
}

/** What staff decide about a patient's use of the portal. */
export type AccessDecision = 'barred' | 'let-in'

/** Changes this version of a patient; false if they have changed since, or are so already. */
export async function saveAccess(
  transaction: Transaction,
  { id, version }: Pick<StaffPatient, 'id' | 'version'>,
  decision: AccessDecision,
): Promise<boolean> {
  const allowed = decision === 'let-in'
  const changed = await transaction('patient')
    .where({ id, version, portal_access: !allowed })
    .update({ portal_access: allowed, version: version + 1 })
  return changed === 1
}

function patientsOf(database: Database, trustOdsCode: string) {
  return database('patient').select(COLUMNS).whereExists(appointmentsAt(trustOdsCode))
}

function appointmentsAt(trustOdsCode: string, which?: (query: Knex.QueryBuilder) => unknown) {
  return (query: Knex.QueryBuilder): void => {
    query
      .select('appointment.id')
      .from('appointment')
      .join('clinic', 'clinic.id', 'appointment.clinic_id')
      .whereRaw('appointment.patient_id = patient.id')
      .where('clinic.trust_ods_code', trustOdsCode)
    which?.(query)
  }
}

function byName(query: Knex.QueryBuilder): Knex.QueryBuilder {
  return query.orderBy(['patient.family_name', 'patient.given_name', 'patient.id'])
}

function isAfter({ familyName, givenName, id }: StaffPatient) {
  return (query: Knex.QueryBuilder): void => {
    query.where('patient.family_name', '>=', familyName).where(later =>
      later
        .where('patient.family_name', '>', familyName)
        .orWhere('patient.given_name', '>', givenName)
        .orWhere(alike => alike.where('patient.given_name', givenName).where('patient.id', '>', id)),
    )
  }
}

const COLUMNS = [
  'patient.id',
  'patient.version',
  'patient.nhs_number',
  'patient.nhs_number_status',
  'patient.given_name',
  'patient.family_name',
  'patient.birth_date',
  'patient.portal_access',
  'patient.sensitive',
]

interface Row {
  id: string
  version: number
  nhs_number: string
  nhs_number_status: string
  given_name: string
  family_name: string
  birth_date: string
  portal_access: boolean | number
  sensitive: boolean | number
}

function patient(row: Row, now: Temporal.Instant): StaffPatient {
  const birthDate = Temporal.PlainDate.from(row.birth_date)
  const record = {
    birthDate,
    nhsNumberStatus: row.nhs_number_status,
    portalAccess: Boolean(row.portal_access),
    sensitive: Boolean(row.sensitive),
  }
  return {
    id: row.id,
    version: Number(row.version),
    nhsNumber: row.nhs_number,
    givenName: row.given_name,
    familyName: row.family_name,
    birthDate,
    access: portalAccessOf(record, now),
  }
}
