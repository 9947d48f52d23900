import { randomUUID } from 'node:crypto'
import { fromColumn, toColumn } from '../database/columns.ts'
import type { Database } from '../database/database.ts'
import type { Retention } from '../database/expiry.ts'
import type { FileFaultReason } from './file-fault.ts'

/* What the nightly check reads and finds. */

export interface FileCheck {
  /** Files that were read from beginning to end. */
  read: number
  /** Files that could not be. */
  unreadable: number
  /** Files in the folder that the database does not know. */
  strays: number
}

export const fileCheckRetention: Retention = {
  table: 'stored_file_check',
  key: 'id',
  since: 'at',
  keepFor: Temporal.Duration.from({ hours: 24 * 400 }),
}

/** Ids of files in their order, from an id on. */
export async function listIdsFrom(database: Database, from: string, limit: number): Promise<string[]> {
  return database('stored_file').where('id', '>=', from).orderBy('id').limit(limit).pluck('id')
}

/** Those that could not be read when they were last checked. */
export async function listFaulty(database: Database, limit: number): Promise<string[]> {
  return database('stored_file').whereNotNull('fault').orderBy('id').limit(limit).pluck('id')
}

/** The ids of files in the folder from one prefix up to another, in order. */
export async function listIdsInFolder(database: Database, from: string, to: string): Promise<string[]> {
  return database('stored_file')
    .where('place', 'folder')
    .where('id', '>=', from)
    .where('id', '<', to)
    .orderBy('id')
    .pluck('id')
}

/** `fault`: null when the file was read. */
export async function recordFault(
  database: Database,
  id: string,
  fault: FileFaultReason | null,
): Promise<void> {
  await database('stored_file').where('id', id).update({ fault })
}

export async function recordCheck(
  database: Database,
  check: FileCheck,
  now: Temporal.Instant,
): Promise<void> {
  await database('stored_file_check').insert({ id: randomUUID(), at: toColumn(now), ...check })
}

export async function countFaulty(database: Database): Promise<number> {
  const row = await database('stored_file').whereNotNull('fault').count({ total: 'id' }).first()
  return Number(row?.total)
}

export async function findLastCheck(
  database: Database,
): Promise<{ at: Temporal.Instant; strays: number } | undefined> {
  const row = await database('stored_file_check').orderBy('at', 'desc').first('at', 'strays')
  return row && { at: fromColumn(row.at), strays: row.strays }
}

/** When the oldest file was stored; undefined when there is none. */
export async function findOldest(database: Database): Promise<Temporal.Instant | undefined> {
  const row = await database('stored_file').orderBy('stored_at').first('stored_at')
  return row && fromColumn(row.stored_at)
}
