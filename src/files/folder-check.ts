import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isGuid } from '../database/columns.ts'
import type { Database } from '../database/database.ts'
import { listIdsInFolder } from './file-check-store.ts'
import { listFolder, SUBFOLDERS, UNFINISHED } from './folder.ts'

/** Milliseconds: a younger file may belong to a transaction that is not committed yet. */
const ONE_DAY = 24 * 60 * 60 * 1000

/**
 * Compares the folder with the database. `missing`: files that the database has and the folder does not. `strays`: the other
 * way round; they are left, because a backup may have their rows. Removes what is left of files that were never finished.
 */
export async function compareWithFolder(
  database: Database,
  folder: string,
  now: Temporal.Instant,
  signal: AbortSignal,
): Promise<{ missing: string[]; strays: string[] }> {
  const missing: string[] = []
  const strays: string[] = []
  for (const [index, subfolder] of SUBFOLDERS.entries()) {
    if (signal.aborted) break
    const range = [subfolder, SUBFOLDERS[index + 1] ?? 'g'] as const
    const ids = new Set(await listIdsInFolder(database, ...range))
    const names = new Set(await listFolder(folder, subfolder))
    const absent = [...ids].filter(id => !names.has(id))
    if (absent.length > 0) {
      // It may have been removed between the two looks.
      const still = new Set(await listIdsInFolder(database, ...range))
      missing.push(...absent.filter(id => still.has(id)))
    }
    for (const name of names) {
      if (ids.has(name) || !(await isOld(join(folder, subfolder, name), now))) continue
      if (name.endsWith(UNFINISHED)) await rm(join(folder, subfolder, name), { force: true })
      else strays.push(isGuid(name) ? name : 'not-a-guid')
    }
  }
  return { missing, strays }
}

async function isOld(path: string, now: Temporal.Instant): Promise<boolean> {
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }))
  return mtimeMs < now.epochMilliseconds - ONE_DAY
}
