import type { Database } from '../../database/database.ts'
import { fixedQuery } from '../../database/fixed-query.ts'

export interface PatientRecord {
  id: string
  /** As on letters: given name, then family name. */
  name: string
  birthDate: Temporal.PlainDate
  /** NHS number status indicator code; "01" is present and verified. */
  nhsNumberStatus: string
  portalAccess: boolean
  sensitive: boolean
}

export async function findPatientByNhsNumber(
  database: Database,
  nhsNumber: string,
): Promise<PatientRecord | undefined> {
  const row = await database('patient').where('nhs_number', nhsNumber).first()
  return row && record(row)
}

export async function findPatient(database: Database, id: string): Promise<PatientRecord | undefined> {
  const row = await patientById(database, id)
  return row && record(row)
}

const patientById = fixedQuery<[id: string], Row | undefined>((database, id) =>
  database('patient').where('id', id).first(),
)

interface Row {
  id: string
  given_name: string
  family_name: string
  birth_date: string
  nhs_number_status: string
  portal_access: boolean | number
  sensitive: boolean | number
}

function record(row: Row): PatientRecord {
  return {
    id: row.id,
    name: `${row.given_name} ${row.family_name}`.trim(),
    birthDate: Temporal.PlainDate.from(row.birth_date),
    nhsNumberStatus: row.nhs_number_status,
    portalAccess: Boolean(row.portal_access),
    sensitive: Boolean(row.sensitive),
  }
}
