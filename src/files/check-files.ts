import { randomUUID } from 'node:crypto'
import { finished } from 'node:stream/promises'
import type { Database } from '../database/database.ts'
import type { Job, Worker } from '../scheduling/leased-job.ts'
import { london } from '../shared/dates.ts'
import {
  findLastCheck,
  findOldest,
  listFaulty,
  listIdsFrom,
  recordCheck,
  recordFault,
} from './file-check-store.ts'
import { FileFault, type FileFaultReason } from './file-fault.ts'
import { compareWithFolder } from './folder-check.ts'
import type { StoredFiles } from './stored-files.ts'

/** Files that are read each night, and at most as many again of those that could not be read before. */
const SAMPLE = 100

/** Strays that are named in the log. */
const MAX_NAMED = 10

/** Milliseconds. */
const PACE = { lease: 60 * 60_000, pauseWhenIdle: 10 * 60_000, pauseWhenLeasedElsewhere: 10 * 60_000 }

/** Each night: reads files chosen by chance, and those that could not be read before, from beginning to end. */
export const checkFiles: Job<Worker & { files: StoredFiles }> = {
  name: 'files',
  pace: PACE,
  prepare: worker => async signal => {
    if (await isDue(worker.database, worker.clock.now())) await checkSample(worker, signal)
    return 'done'
  },
}

/** Once a night, between 1am and 5am in London; at any hour when a night has been missed. */
export async function isDue(database: Database, now: Temporal.Instant): Promise<boolean> {
  const since = (await findLastCheck(database))?.at ?? (await findOldest(database))
  if (!since) return false
  const hours = now.since(since).total('hours')
  const { hour } = now.toZonedDateTimeISO(london)
  return hours >= 26 || (hours >= 20 && hour >= 1 && hour < 5)
}

export async function checkSample(
  { database, clock, log, files }: Worker & { files: StoredFiles },
  signal: AbortSignal,
): Promise<void> {
  const { folder } = files.settings
  const { missing, strays } =
    folder === undefined
      ? { missing: [], strays: [] }
      : await compareWithFolder(database, folder, clock.now(), signal)
  for (const resource of strays.slice(0, MAX_NAMED))
    log.warn({ kind: 'file', resource }, 'a file in the folder is not in the database')
  const ids = new Set([
    ...missing.slice(0, SAMPLE),
    ...(await listFaulty(database, SAMPLE)),
    ...(await chooseByChance(database)),
  ])
  const found = { read: 0, unreadable: 0, strays: strays.length }
  for (const id of ids) {
    if (signal.aborted) return
    const fault = await findFault(files, id)
    await recordFault(database, id, fault)
    if (fault) found.unreadable++
    else found.read++
  }
  await recordCheck(database, found, clock.now())
}

/** Ids are random, so those that follow a random id are a fair sample. */
async function chooseByChance(database: Database): Promise<string[]> {
  const ids = await listIdsFrom(database, randomUUID(), SAMPLE)
  return ids.length === SAMPLE ? ids : [...ids, ...(await listIdsFrom(database, '', SAMPLE - ids.length))]
}

async function findFault(files: StoredFiles, id: string): Promise<FileFaultReason | null> {
  try {
    const { stream } = await files.open(id)
    await finished(stream.resume())
    return null
  } catch (error) {
    if (error instanceof FileFault) return error.reason
    throw error
  }
}
