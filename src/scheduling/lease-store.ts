import { fromColumn, toColumn } from '../database/columns.ts'
import type { Database } from '../database/database.ts'
import { isDuplicateKey } from '../database/faults.ts'

/* The leases of jobs. Their table is called `turn`. */

/**
 * Acquires or extends the lease until the given instant. Returns false while another worker holds it. The lease of a
 * worker that died expires. Two workers with different clocks may briefly hold it together, so a job must be safe to
 * run twice.
 */
export async function acquireLease(
  database: Database,
  {
    name,
    holder,
    now,
    until,
  }: { name: string; holder: string; now: Temporal.Instant; until: Temporal.Instant },
): Promise<boolean> {
  const taken = await database('turn')
    .where('name', name)
    .where(free => free.where('until', '<=', toColumn(now)).orWhere('holder', holder))
    .update({ holder, until: toColumn(until) })
  if (taken === 1) return true
  if (await database('turn').where('name', name).first('name')) return false
  try {
    await database('turn').insert({ name, holder, until: toColumn(until) })
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

/** Ends the lease, so that another worker can acquire it immediately. */
export async function releaseLease(
  database: Database,
  { name, holder, now }: { name: string; holder: string; now: Temporal.Instant },
): Promise<void> {
  await database('turn')
    .where({ name, holder })
    .update({ holder: null, until: toColumn(now) })
}

/** Records a successful run, or since when the job has been failing. */
export async function recordJobHealth(
  database: Database,
  name: string,
  succeeded: boolean,
  now: Temporal.Instant,
): Promise<void> {
  const lease = database('turn').where('name', name)
  if (succeeded) await lease.whereNotNull('failing_since').update({ failing_since: null })
  else await lease.whereNull('failing_since').update({ failing_since: toColumn(now) })
}

/** For each job, the seconds since it began to fail; 0 when its last run succeeded. */
export async function failingSeconds(
  database: Database,
  now: Temporal.Instant,
): Promise<Partial<Record<string, number>>> {
  const rows: { name: string; failing_since: string | Date | null }[] = await database('turn').select(
    'name',
    'failing_since',
  )
  return Object.fromEntries(
    rows.map(({ name, failing_since: since }) => [
      name,
      since === null ? 0 : Math.max(0, Math.floor(now.since(fromColumn(since)).total('seconds'))),
    ]),
  )
}
