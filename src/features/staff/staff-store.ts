import { randomUUID } from 'node:crypto'
import { toColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import { isDuplicateKey } from '../../database/faults.ts'

interface Seen {
  subjectHash: string
  name: string
  at: Temporal.Instant
  /** Whether they were let in. */
  loggedIn: boolean
}

/** Keeps the newest name of a person. Returns the id of their row, a new one the first time. */
export async function recordStaffUser(database: Database, seen: Seen): Promise<string> {
  const known = await updateStaffUser(database, seen)
  if (known) return known
  const at = toColumn(seen.at)
  const id = randomUUID()
  try {
    await database('staff_user').insert({
      id,
      subject_hash: seen.subjectHash,
      name: seen.name,
      first_seen_at: at,
      last_log_in_at: seen.loggedIn ? at : null,
    })
    return id
  } catch (error) {
    // Their other tab came first.
    const other = isDuplicateKey(error) ? await updateStaffUser(database, seen) : undefined
    if (other) return other
    throw error
  }
}

async function updateStaffUser(
  database: Database,
  { subjectHash, name, at, loggedIn }: Seen,
): Promise<string | undefined> {
  const [row] = await database('staff_user')
    .where('subject_hash', subjectHash)
    .update({ name, ...(loggedIn && { last_log_in_at: toColumn(at) }) }, ['id'])
  return row?.id
}

export async function findStaffUser(database: Database, id: string): Promise<{ name: string } | undefined> {
  return database('staff_user').where('id', id).first('name')
}

/** The names of the trusts of ours that have one of these codes. */
export async function findTrusts(
  database: Database,
  odsCodes: readonly string[],
): Promise<{ odsCode: string; name: string }[]> {
  if (odsCodes.length === 0) return []
  return database('trust').whereIn('ods_code', odsCodes).select('ods_code as odsCode', 'name')
}
