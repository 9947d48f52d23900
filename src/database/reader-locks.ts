import type { Log } from '../shared/log.ts'
import { type Database, isSqlServer } from './database.ts'

/**
 * On SQL Server readers wait for writers, and may be chosen to end a deadlock, unless READ_COMMITTED_SNAPSHOT is on.
 * Whoever runs the database is told so; the portal works without it, only slower.
 */
export async function warnWithoutReadCommittedSnapshot(database: Database, log: Log): Promise<void> {
  if (!isSqlServer(database)) return
  try {
    const on = await database('sys.databases')
      .whereRaw('name = db_name()')
      .first('is_read_committed_snapshot_on')
    if (!on?.is_read_committed_snapshot_on)
      log.warn('READ_COMMITTED_SNAPSHOT is off in the database: pages wait for changes. Turn it on.')
  } catch (error) {
    log.warn({ error }, 'whether READ_COMMITTED_SNAPSHOT is on is not known')
  }
}
