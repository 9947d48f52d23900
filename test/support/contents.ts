import type { Database } from '../../src/database/database.ts'
import { auditedChanges } from './audited.ts'
import { tablesOf } from './database/dialects.ts'

const WRITTEN_BY_READING = [
  ...['session', 'log_in_attempt', 'staff_log_in_attempt', 'rate_limit', 'audit_head', 'audit_log'],
]

/** Everything in the database but the sessions, the log-ins that were started, the counts of requests, and the log. */
export async function contents(database: Database, except: readonly string[] = []): Promise<string> {
  const left = [...WRITTEN_BY_READING, ...except]
  const tables = (await tablesOf(database)).filter(name => !left.includes(name))
  const rows: Record<string, unknown> = {
    changes: await auditedChanges(database).orderBy(['patient_id', 'place']),
  }
  for (const table of tables) rows[table] = await database(table).select().orderBy(1)
  return JSON.stringify(rows, null, 1)
}
