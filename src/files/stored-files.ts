import { randomBytes, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Database, Transaction } from '../database/database.ts'
import type { Clock } from '../shared/clock.ts'
import type { Log } from '../shared/log.ts'
import { countChunks, openChunk, sealChunks } from './chunk-cipher.ts'
import { CountedContent } from './counted-content.ts'
import { FileFault, type FileFaultReason } from './file-fault.ts'
import { FORMAT, type MasterKey, unwrapKey, wrapKey } from './file-header.ts'
import {
  addChunk,
  addFile,
  type FilePlace,
  type FileRow,
  findFile,
  listChunks,
  removeFiles,
} from './file-store.ts'
import { readFromFolder, removeFromFolder, writeToFolder } from './folder.ts'

export interface FileSettings {
  /** Newest first. New files are wrapped by the first; the others only open older files. */
  keys: readonly MasterKey[]
  /** Where new files are kept; undefined for the database. */
  folder: string | undefined
}

interface Dependencies {
  clock: Clock
  log: Log
  /** Counts files that could not be read. */
  countFileFault?(reason: FileFaultReason): void
}

export interface OpenFile {
  /** Bytes. */
  size: number
  /** Every byte has been checked before it gets here. It fails when the rest is not what was stored. */
  stream: Readable
}

/** Chunks that are read at a time: 256 KiB. */
const BATCH = 4

/** Files of patients, such as letters. They are encrypted, and what is not exactly what was stored is never given out. */
export class StoredFiles {
  readonly #database: Database
  readonly settings: FileSettings
  readonly #dependencies: Dependencies

  constructor(database: Database, settings: FileSettings, dependencies: Dependencies) {
    this.#database = database
    this.settings = settings
    this.#dependencies = dependencies
  }

  /**
   * Stores a file, if the transaction is committed. `hash` is the SHA-256 of its content. Reads the source as fast as it
   * can write, and holds only a chunk of it in memory.
   */
  async put(
    transaction: Transaction,
    source: AsyncIterable<Uint8Array>,
  ): Promise<{ id: string; size: number; hash: string }> {
    const [master] = this.settings.keys
    if (!master) throw new Error('FILE_KEYS is required to store files')
    const id = randomUUID()
    const fileKey = randomBytes(32)
    const content = new CountedContent(source)
    const chunks = sealChunks(fileKey, content.bytes())
    const place: FilePlace = this.settings.folder === undefined ? 'database' : 'folder'
    if (this.settings.folder === undefined) {
      let number = 0
      for await (const chunk of chunks) await addChunk(transaction, id, number++, chunk)
    } else {
      await writeToFolder(this.settings.folder, id, chunks)
      this.#removeContent([id], rolledBack(transaction))
    }
    const header = wrapKey(master, { id, format: FORMAT, size: content.size }, fileKey)
    await addFile(transaction, { ...header, place }, this.#dependencies.clock.now())
    return { id, size: content.size, hash: content.hash() }
  }

  /**
   * Opens a file. Throws {@link FileFault} when it is not there or its beginning is not what was stored. What is wrong later
   * is an error of the stream, which by then has given out only what comes before.
   */
  async open(id: string): Promise<OpenFile> {
    try {
      const file = await findFile(this.#database, id)
      const chunks = this.#read(file, unwrapKey(this.settings.keys, file))
      const first = await chunks.next()
      return { size: file.size, stream: Readable.from(this.#reported(first, chunks), { objectMode: false }) }
    } catch (error) {
      throw this.#report(error)
    }
  }

  /** Removes files, if the transaction is committed. */
  async remove(transaction: Transaction, ids: readonly string[]): Promise<void> {
    const inFolder = await removeFiles(transaction, ids)
    this.#removeContent(inFolder, committed(transaction))
  }

  async *#read(file: FileRow, fileKey: Buffer): AsyncGenerator<Buffer> {
    const count = countChunks(file.size)
    let left = file.size
    for (let number = 0; number < count; ) {
      const expected = Math.min(BATCH, count - number)
      // One more where the file must end, because nothing may follow.
      const limit = number + expected === count ? expected + 1 : expected
      const batch = await this.#listChunks(file, number, limit)
      if (batch.length < expected) throw new FileFault('missing', file.id)
      if (batch.length > expected) throw new FileFault('changed', file.id)
      for (const sealed of batch) {
        const chunk = openOrFault(file.id, fileKey, number, number === count - 1, sealed)
        number++
        left -= chunk.length
        if (number === count && left !== 0) throw new FileFault('changed', file.id)
        yield chunk
      }
    }
  }

  #listChunks({ id, place }: FileRow, from: number, limit: number): Promise<Buffer[]> {
    if (place === 'database') return listChunks(this.#database, id, from, limit)
    const { folder } = this.settings
    if (folder === undefined) throw new FileFault('no-folder', id)
    return readFromFolder(folder, id, from, limit)
  }

  async *#reported(first: IteratorResult<Buffer>, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
    try {
      if (!first.done) yield first.value
      yield* rest
    } catch (error) {
      throw this.#report(error)
    }
  }

  #report(error: unknown): unknown {
    const { log, countFileFault } = this.#dependencies
    if (error instanceof FileFault) {
      log.error({ failure: error.reason, resource: error.fileId }, 'a stored file cannot be read')
      countFileFault?.(error.reason)
    }
    return error
  }

  /** Removes content from the folder when `when` says so. What is left there by a crash is found by the nightly check. */
  #removeContent(ids: readonly string[], when: Promise<boolean>): void {
    const { folder } = this.settings
    if (folder === undefined || ids.length === 0) return
    void when
      .then(async is => {
        if (is) for (const id of ids) await removeFromFolder(folder, id)
      })
      .catch(error => this.#dependencies.log.error({ error }, 'a file was not removed from its folder'))
  }
}

function openOrFault(fileId: string, ...chunk: Parameters<typeof openChunk>): Buffer {
  try {
    return openChunk(...chunk)
  } catch {
    throw new FileFault('changed', fileId)
  }
}

function committed(transaction: Transaction): Promise<boolean> {
  return Promise.resolve(transaction.executionPromise).then(
    () => true,
    () => false,
  )
}

async function rolledBack(transaction: Transaction): Promise<boolean> {
  return !(await committed(transaction))
}
