import { toColumn } from '../database/columns.ts'
import type { Database, Transaction } from '../database/database.ts'
import { FileFault } from './file-fault.ts'
import type { FileHeader } from './file-header.ts'

/** Where the content of a file is. */
export type FilePlace = 'database' | 'folder'

export interface FileRow extends FileHeader {
  place: FilePlace
}

interface Columns {
  id: string
  format: number
  size: number
  key_id: string
  wrapped_key: Buffer
  place: FilePlace
}

const COLUMNS = ['id', 'format', 'size', 'key_id', 'wrapped_key', 'place'] as const

/** Throws {@link FileFault} when there is none. */
export async function findFile(database: Database, id: string): Promise<FileRow> {
  const row: Columns | undefined = await database('stored_file')
    .where('id', id)
    .first(...COLUMNS)
  if (!row) throw new FileFault('missing', id)
  return fileOf(row)
}

export async function addFile(transaction: Transaction, file: FileRow, now: Temporal.Instant): Promise<void> {
  const { id, format, size, keyId, wrappedKey, place } = file
  await transaction('stored_file').insert({
    id,
    format,
    size,
    key_id: keyId,
    wrapped_key: wrappedKey,
    place,
    stored_at: toColumn(now),
  })
}

/** Answers the ids of those whose content is in the folder. */
export async function removeFiles(transaction: Transaction, ids: readonly string[]): Promise<string[]> {
  const inFolder: string[] = await transaction('stored_file')
    .whereIn('id', ids)
    .where('place', 'folder')
    .pluck('id')
  await transaction('stored_file_chunk').whereIn('file_id', ids).delete()
  await transaction('stored_file').whereIn('id', ids).delete()
  return inFolder
}

/** Adds an encrypted chunk to a file whose content is in the database. */
export async function addChunk(
  transaction: Transaction,
  fileId: string,
  number: number,
  content: Buffer,
): Promise<void> {
  await transaction('stored_file_chunk').insert({ file_id: fileId, number, content })
}

/** The encrypted chunks from a number on, in their order: up to `limit`, and none from where a number is left out. */
export async function listChunks(
  database: Database,
  fileId: string,
  from: number,
  limit: number,
): Promise<Buffer[]> {
  const rows: { number: number; content: Buffer }[] = await database('stored_file_chunk')
    .where('file_id', fileId)
    .where('number', '>=', from)
    .orderBy('number')
    .limit(limit)
    .select('number', 'content')
  const gap = rows.findIndex(({ number }, index) => number !== from + index)
  return rows.slice(0, gap < 0 ? undefined : gap).map(({ content }) => content)
}

/** Headers of files that another master key wraps than this one, in the order of their ids. */
export async function listWrappedByOthers(
  database: Database,
  { keyId, after, limit }: { keyId: string; after: string; limit: number },
): Promise<FileRow[]> {
  const rows: Columns[] = await database('stored_file')
    .whereNot('key_id', keyId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .select(...COLUMNS)
  return rows.map(fileOf)
}

export async function countWrappedByOthers(database: Database, keyId: string): Promise<number> {
  const row = await database('stored_file').whereNot('key_id', keyId).count({ total: 'id' }).first()
  return Number(row?.total)
}

/** How many files each master key wraps. */
export async function countByKey(database: Database): Promise<Record<string, number>> {
  const rows: { key_id: string; total: number }[] = await database('stored_file')
    .groupBy('key_id')
    .orderBy('key_id')
    .select('key_id')
    .count({ total: 'id' })
  return Object.fromEntries(rows.map(({ key_id: keyId, total }) => [keyId, Number(total)]))
}

/** Leaves the header alone if it has changed since it was read. Answers whether it was replaced. */
export async function replaceWrappedKey(
  transaction: Transaction,
  previousKeyId: string,
  { id, keyId, wrappedKey }: FileHeader,
): Promise<boolean> {
  const replaced = await transaction('stored_file')
    .where({ id, key_id: previousKeyId })
    .update({ key_id: keyId, wrapped_key: wrappedKey })
  return replaced === 1
}

function fileOf({ id, format, size, key_id, wrapped_key, place }: Columns): FileRow {
  return { id, format, size, keyId: key_id, wrappedKey: wrapped_key, place }
}
