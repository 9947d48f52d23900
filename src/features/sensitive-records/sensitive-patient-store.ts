import { isGuid } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import { fixedQuery } from '../../database/fixed-query.ts'

export async function isSensitive(database: Database, patientId: string): Promise<boolean> {
  return Boolean((await sensitivity(database, patientId))?.sensitive)
}

const sensitivity = fixedQuery<[id: string], { sensitive: boolean | number } | undefined>((database, id) =>
  database('patient').where('id', id).first('sensitive'),
)

/** The ids of those of these patients whose record is sensitive. */
export async function sensitiveAmong(database: Database, patientIds: readonly string[]): Promise<string[]> {
  if (patientIds.length === 0) return []
  return database('patient').whereIn('id', patientIds).where('sensitive', true).pluck('id')
}

export async function hasTaskAt(
  database: Database,
  trustOdsCode: string,
  patientId: string,
): Promise<boolean> {
  if (!isGuid(patientId)) return false
  const whose = { patient_id: patientId, trust_ods_code: trustOdsCode }
  return (await database('task').where(whose).first('id')) !== undefined
}
