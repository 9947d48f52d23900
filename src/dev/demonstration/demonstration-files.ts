import { type FileSettings, NOT_SECRET } from '../../config/files.ts'
import type { Database } from '../../database/database.ts'
import { StoredFiles } from '../../files/stored-files.ts'
import { systemClock } from '../../shared/clock.ts'
import { createLog } from '../../shared/log.ts'

/** The files of demonstration people, stored as the portal with these settings reads them. */
export function demonstrationFiles(
  database: Database,
  settings: FileSettings = { keys: [NOT_SECRET], folder: undefined },
): StoredFiles {
  return new StoredFiles(database, settings, { clock: systemClock, log: createLog('error') })
}
