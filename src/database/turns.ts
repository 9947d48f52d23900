import { fromColumn, toColumn } from './columns.ts'
import type { Database } from './database.ts'
import { isAlreadyThere } from './faults.ts'

/** What one worker at a time does, and in which turns they take it. */
export type TurnName = 'reports' | 'records' | 'changes'

/**
 * Takes the turn, or keeps it, until then; false while another worker has it. One that died loses it by itself.
 * Two may have it for a moment when their clocks differ: what is done in turns must bear being done twice.
 */
export async function takeTurn(
  database: Database,
  {
    name,
    holder,
    now,
    until,
  }: { name: TurnName; holder: string; now: Temporal.Instant; until: Temporal.Instant },
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
    if (isAlreadyThere(error)) return false
    throw error
  }
}

/** Lets another take the turn at once. */
export async function giveTurnUp(
  database: Database,
  { name, holder, now }: { name: TurnName; holder: string; now: Temporal.Instant },
): Promise<void> {
  await database('turn')
    .where({ name, holder })
    .update({ holder: null, until: toColumn(now) })
}

/** Notes that it works, or since when it does not. */
export async function noteHowItGoes(
  database: Database,
  name: TurnName,
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
): Promise<Partial<Record<TurnName, number>>> {
  const rows: { name: TurnName; failing_since: string | Date | null }[] = await database('turn').select(
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
