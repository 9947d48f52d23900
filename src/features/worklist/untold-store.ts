import type { Database, Transaction } from '../../database/database.ts'
import type { ChangeRequest } from './change-request.ts'
import { REQUEST_COLUMNS, type Row } from './change-request-row.ts'
import { ITEM_COLUMNS, type WorklistItem, worklistItem } from './worklist-store.ts'

/** Closed requests of a trust whose outcome the patient has not been told, the longest waiting first. */
export async function listUntold(
  database: Database,
  trustOdsCode: string,
  limit: number,
): Promise<WorklistItem[]> {
  const rows: Row[] = await untoldOf(database, trustOdsCode)
    .join('appointment', 'appointment.id', 'change_request.appointment_id')
    .join('patient', 'patient.id', 'appointment.patient_id')
    .join('clinic', 'clinic.id', 'appointment.clinic_id')
    .select([...REQUEST_COLUMNS, ...ITEM_COLUMNS])
    .orderBy([{ column: 'change_request.untold_since' }, { column: 'change_request.id' }])
    .limit(limit)
  return rows.map(worklistItem)
}

export async function countUntold(database: Database, trustOdsCode: string): Promise<number> {
  const row = await untoldOf(database, trustOdsCode).count({ total: '*' }).first()
  return Number(row?.total)
}

/** Of all trusts. */
export async function countAllUntold(database: Database): Promise<number> {
  const row = await database('change_request')
    .whereRaw('untold_since is not null')
    .count({ total: '*' })
    .first()
  return Number(row?.total)
}

/** False if the request has changed since, or the patient has been told. */
export async function markTold(
  transaction: Transaction,
  { id, version }: Pick<ChangeRequest, 'id' | 'version'>,
): Promise<boolean> {
  const changed = await transaction('change_request')
    .where({ id, version })
    .whereNotNull('untold_since')
    .update({ version: version + 1, untold_since: null })
  return changed === 1
}

/** The condition is written out, because the database uses a filtered index only for the same one. */
function untoldOf(database: Database, trustOdsCode: string) {
  return database('change_request')
    .where('change_request.trust_ods_code', trustOdsCode)
    .whereRaw('change_request.untold_since is not null')
}
