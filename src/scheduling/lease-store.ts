import { fromColumn, toColumn } from '../database/columns.ts'
import type { Database } from '../database/database.ts'
import { isDuplicateKey } from '../database/faults.ts'

/**
 * Takes the turn, or keeps it, until then; false while another worker has it. One that died loses it by itself.
 * Two may have it for a moment when their clocks differ: what is done in turns must bear being done twice.
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

/** Lets another take the turn at once. */
export async function releaseLease(
  database: Database,
  { name, holder, now }: { name: string; holder: string; now: Temporal.Instant },
): Promise<void> {
  await database('turn')
    .where({ name, holder })
    .update({ holder: null, until: toColumn(now) })
}

/** Notes that it works, or since when it does not. */
export async function recordJobHealth(
  database: Database,
  name: string,
  works: boolean,
  now: Temporal.Instant,
): Promise<void> {
  const turn = database('turn').where('name', name)
  if (works) await turn.whereNotNull('failing_since').update({ failing_since: null })
  else await turn.whereNull('failing_since').update({ failing_since: toColumn(now) })
}

/** For how many seconds each has not worked; 0 when it does. */
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
