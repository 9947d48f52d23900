import type { Log } from '../shared/log.ts'
import { type Database, isSqlServer } from './database.ts'

/**
 * Without READ_COMMITTED_SNAPSHOT, readers on SQL Server wait for writers and may become deadlock victims. The portal
 * then works, but slower, so this logs a warning.
 */
export async function warnWithoutReadCommittedSnapshot(database: Database, log: Log): Promise<void> {
  if (!isSqlServer(database)) return
  try {
    const on = await database('sys.databases')
      .whereRaw('name = db_name()')
      .first('is_read_committed_snapshot_on')
    if (!on?.is_read_committed_snapshot_on)
      log.warn('READ_COMMITTED_SNAPSHOT is off, so pages wait for writes: enable it in the database')
  } catch (error) {
    log.warn({ error }, 'checking READ_COMMITTED_SNAPSHOT failed')
  }
}
