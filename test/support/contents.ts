import type { Database } from '../../src/database/database.ts'
import { auditedChanges } from './audited.ts'

/** Everything in the database but the sessions, the counts of requests, and the audit entries of what was looked at. */
export async function contents(database: Database): Promise<string> {
  const tables: string[] = await database('sqlite_master')
    .where('type', 'table')
    .whereNotIn('name', ['session', 'rate_limit', 'audit_head', 'audit_log'])
    .whereRaw("name not like 'sqlite%'")
    .orderBy('name')
    .pluck('name')
  const rows: Record<string, unknown> = {
    changes: await auditedChanges(database).orderBy(['patient_id', 'place']),
  }
  for (const table of tables) rows[table] = await database(table).select().orderBy(1)
  return JSON.stringify(rows, null, 1)
}
