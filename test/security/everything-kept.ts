import type { Database } from '../../src/database/database.ts'

/**
 * Written for what a request is, not for what it asks: its session, the notes and reports that somebody read,
 * and how often they asked. Everything else stays as it is until somebody asks for a change.
 */
const WRITTEN_BY_READING = /^(session$|audit_|rate_limit|reporting_event$|reported_appointment$)/

/** Every row of every table that only a change may touch, to be compared with what is there later. */
export async function everythingKept(database: Database): Promise<string> {
  const tables: string[] = await database('sqlite_master')
    .where('type', 'table')
    .whereRaw("name not like 'sqlite%'")
    .orderBy('name')
    .pluck('name')
  const rows: Record<string, unknown> = {}
  for (const table of tables.filter(name => !WRITTEN_BY_READING.test(name)))
    rows[table] = await database(table).select().orderBy(1)
  return JSON.stringify(rows, null, 1)
}
