import { randomUUID } from 'node:crypto'
import { toColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import { isDuplicateKey } from '../../database/faults.ts'
import type { StaffRole } from '../../shared/permissions.ts'

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

export interface Colleague {
  id: string
  name: string
}

/** Those of these people whom we know. */
export async function findStaffUsers(database: Database, ids: readonly string[]): Promise<Colleague[]> {
  if (ids.length === 0) return []
  return database('staff_user').whereIn('id', ids).select('id', 'name')
}

/** Remembers that a person took this role at a trust. */
export async function recordPost(
  database: Database,
  post: { trustOdsCode: string; userId: string; role: StaffRole },
  at: Temporal.Instant,
): Promise<void> {
  const row = { trust_ods_code: post.trustOdsCode, user_id: post.userId, role: post.role }
  const taken = { last_taken_at: toColumn(at) }
  if (await database('staff_post').where(row).update(taken)) return
  try {
    await database('staff_post').insert({ ...row, ...taken })
  } catch (error) {
    // Their other tab came first.
    if (!isDuplicateKey(error)) throw error
  }
}

/** People who have taken one of these roles at a trust since then, by name. */
export async function listColleagues(
  database: Database,
  {
    trustOdsCode,
    roles,
    since,
  }: { trustOdsCode: string; roles: readonly StaffRole[]; since: Temporal.Instant },
): Promise<Colleague[]> {
  const posts = database('staff_post')
    .where('trust_ods_code', trustOdsCode)
    .whereIn('role', roles)
    .where('last_taken_at', '>', toColumn(since))
  return database('staff_user')
    .whereIn('id', posts.select('user_id'))
    .orderBy([{ column: 'name' }, { column: 'id' }])
    .select('id', 'name')
}

/** The names of the trusts of ours that have one of these codes. */
export async function findTrusts(
  database: Database,
  odsCodes: readonly string[],
): Promise<{ odsCode: string; name: string }[]> {
  if (odsCodes.length === 0) return []
  return database('trust').whereIn('ods_code', odsCodes).select('ods_code as odsCode', 'name')
}
