import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Database } from '../../src/database/database.ts'
import { childEnvironment } from '../support/child-environment.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Complete: every change has its audit entry and its event, and every change acknowledged before the backup is there. */
export async function check(
  database: Database,
  databaseUrl: string,
  acknowledged: string[],
  theirs: Set<string>,
): Promise<void> {
  const [{ integrity_check: whole }] = await database.raw('pragma integrity_check')
  const dangling = await database.raw('pragma foreign_key_check')
  if (whole !== 'ok' || dangling.length > 0) throw new Error('The database is damaged')
  execFileSync(process.execPath, ['src/commands/verify-audit.ts'], {
    cwd: root,
    env: { ...childEnvironment, DATABASE_URL: databaseUrl },
    stdio: 'pipe',
  })
  const cancelled = await cancelledIn(database, theirs)
  if (!acknowledged.every(id => cancelled.has(id)))
    throw new Error('A change that was there when it was backed up is lost')
  const events = await database('outbox').where('kind', 'appointment-cancelled').pluck('subject_id')
  const entries = await database('audit_log').where('action', 'cancelled').pluck('appointment_id')
  for (const ids of [events, entries])
    if (ids.length !== cancelled.size || !ids.every((id: string) => cancelled.has(id)))
      throw new Error('Changes, audit entries and events are not one to one')
}

export async function cancelledIn(database: Database, theirs: Set<string>): Promise<Set<string>> {
  const ids: string[] = await database('appointment').where('cancelled_by', 'patient').pluck('id')
  return new Set(ids.filter(id => theirs.has(id)))
}
