import { toColumn } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'
import type { Questionnaire } from './questionnaire.ts'

/** What is read of a questionnaire whose state is not in the outbox yet. */
export type Unannounced = Pick<Questionnaire, 'id' | 'patientId' | 'version' | 'status'>

/** Those that patients may see, first available first. */
export async function listUnannounced(
  database: Database,
  now: Temporal.Instant,
  limit: number,
): Promise<Unannounced[]> {
  const rows = await database('questionnaire')
    .whereRaw('announced_at is null')
    .where('available_from', '<=', toColumn(now))
    .orderBy(['available_from', 'id'])
    .limit(limit)
    .select('id', 'patient_id', 'version', 'status')
  return rows.map(row => ({
    id: row.id,
    patientId: row.patient_id,
    version: Number(row.version),
    status: row.status,
  }))
}

/** Raises the version, which the event is about. False if the questionnaire has changed since it was read. */
export async function markAnnounced(
  transaction: Transaction,
  { id, version }: Pick<Unannounced, 'id' | 'version'>,
  now: Temporal.Instant,
): Promise<boolean> {
  const changed = await transaction('questionnaire')
    .where({ id, version })
    .whereNull('announced_at')
    .update({ version: version + 1, announced_at: toColumn(now) })
  return changed === 1
}
