import type { Database } from '../database/database.ts'
import { retryTransient } from '../database/retry-transient.ts'
import { FileFault } from './file-fault.ts'
import { type MasterKey, unwrapKey, wrapKey } from './file-header.ts'
import { countWrappedByOthers, type FileRow, listWrappedByOthers, replaceWrappedKey } from './file-store.ts'

/** Files whose keys are wrapped in one transaction. */
const BATCH = 100

interface Rekeyed {
  wrapped: number
  /** Files that no key opens, or whose header was changed. */
  faults: FileFault[]
}

/**
 * Wraps the key of every file with the newest master key. The content stays as it is, and files can be read meanwhile. Each
 * batch is a transaction, so it may be stopped at any moment, and when it is started again it goes on with the rest.
 */
export async function rekey(
  database: Database,
  keys: readonly MasterKey[],
  onProgress: (done: number, total: number) => void,
): Promise<Rekeyed> {
  const [newest] = keys
  if (!newest) throw new Error('There is no master key')
  const total = await countWrappedByOthers(database, newest.id)
  const result: Rekeyed = { wrapped: 0, faults: [] }
  let files: FileRow[] = []
  do {
    const after = files.at(-1)?.id ?? ''
    files = await listWrappedByOthers(database, { keyId: newest.id, after, limit: BATCH })
    const headers = files.flatMap(file => {
      try {
        return { previous: file.keyId, header: wrapKey(newest, file, unwrapKey(keys, file)) }
      } catch (error) {
        if (!(error instanceof FileFault)) throw error
        result.faults.push(error)
        return []
      }
    })
    await retryTransient(() =>
      database.transaction(async transaction => {
        for (const { previous, header } of headers) await replaceWrappedKey(transaction, previous, header)
      }),
    )
    result.wrapped += headers.length
    onProgress(result.wrapped + result.faults.length, total)
  } while (files.length === BATCH)
  return result
}
