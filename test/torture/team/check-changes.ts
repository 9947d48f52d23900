import type { Database } from '../../../src/database/database.ts'
import type { History } from '../history.ts'

/**
 * Each change of an appointment by staff was asked for by one of their forms, or is the work on a closure; what was accepted was
 * done. `made`: how often, by action, appointment and version.
 */
export async function checkStaffChanges(
  database: Database,
  history: History,
  made: ReadonlyMap<string, number>,
  slotOfSuccessor: (id: string) => string | undefined,
): Promise<void> {
  const { violations } = history
  const closed: string[] = await database('closed_appointment')
    .whereIn('outcome', ['moved', 'worklist', 'cancelled-as-asked'])
    .pluck('appointment_id')
  const authored = new Set<string>()
  for (const deed of history.deeds) {
    const { appointment, chosen } = deed.facts
    if (!appointment) continue
    const { action, id, version } = appointment
    const key = `${action} ${id} ${version + 1}`
    const done = made.has(key) && (action === 'cancelled' || slotOfSuccessor(id) === chosen)
    if (done && deed.mayBeDone) authored.add(key)
    if (deed.came === 'ok' && !done) violations.add('acknowledged change lost', String(deed))
  }
  for (const [key, times] of made) {
    if (times > 1) violations.add('made twice', `${key} by staff`)
    if (!authored.has(key) && !closed.includes(key.split(' ')[1] ?? ''))
      violations.add('phantom change', `no form of staff asked for it: ${key}`)
  }
}
