import { createHash } from 'node:crypto'
import type { Database, Transaction } from '../../src/database/database.ts'
import type { MasterKey } from '../../src/files/file-header.ts'
import { StoredFiles } from '../../src/files/stored-files.ts'
import { systemClock } from '../../src/shared/clock.ts'
import { createLog } from '../../src/shared/log.ts'

export function aKey(id: string): MasterKey {
  return { id, key: createHash('sha256').update(id).digest() }
}

/** Files of a database, or of a folder; `faults` are those that were counted. */
export function someFiles(
  database: Database,
  { folder, keys = [aKey('one')] }: { folder?: string; keys?: MasterKey[] } = {},
) {
  const faults: string[] = []
  const log = createLog('silent')
  const dependencies = {
    clock: systemClock,
    log,
    countFileFault: (reason: string) => void faults.push(reason),
  }
  return { files: new StoredFiles(database, { keys, folder }, dependencies), faults }
}

/** Bytes that look like no other part of the file, in pieces of a size. */
export async function* content(size: number, piece = 10_000): AsyncGenerator<Buffer> {
  for (let start = 0; start < size; start += piece) yield bytes(start, Math.min(size, start + piece))
}

function bytes(start: number, end: number): Buffer {
  return Buffer.from(Uint8Array.from({ length: end - start }, (_, index) => byteAt(start + index)))
}

function byteAt(position: number): number {
  return (position ^ (position >> 8) ^ (position >> 16)) & 255
}

export function whole(size: number): Buffer {
  return bytes(0, size)
}

export function store(files: StoredFiles, database: Database, size: number, piece?: number) {
  return database.transaction((transaction: Transaction) => files.put(transaction, content(size, piece)))
}

/** What is given out of a file until it ends or fails. */
export async function readAll(files: StoredFiles, id: string): Promise<{ given: Buffer; error: unknown }> {
  const given: Buffer[] = []
  try {
    for await (const chunk of (await files.open(id)).stream) given.push(chunk)
    return { given: Buffer.concat(given), error: undefined }
  } catch (error) {
    return { given: Buffer.concat(given), error }
  }
}
