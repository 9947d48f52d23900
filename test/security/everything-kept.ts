import type { Database } from '../../src/database/database.ts'
import { tablesOf } from '../support/database/dialects.ts'

/**
 * Written for what a request is, not for what it asks: its session, the notes and reports that a page was read,
 * and how often they asked. Everything else stays as it is until a person asks for a change.
 */
const WRITTEN_BY_READING =
  /^(session$|log_in_attempt$|staff_log_in_attempt$|audit_|rate_limit|reporting_event$|reported_appointment$)/

/** Every row of every table that only a change may touch, to be compared with what is there later. */
export async function everythingKept(database: Database, except: readonly string[] = []): Promise<string> {
  const tables = await tablesOf(database)
  const rows: Record<string, unknown> = {}
  for (const table of tables.filter(name => !WRITTEN_BY_READING.test(name) && !except.includes(name)))
    rows[table] = await database(table).select().orderBy(1)
  return JSON.stringify(rows, null, 1)
}
