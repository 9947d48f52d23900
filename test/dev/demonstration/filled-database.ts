import type { TestContext } from 'node:test'
import { type Database, openDatabase } from '../../../src/database/database.ts'
import { migrate } from '../../../src/database/migrate.ts'
import { fillDemonstration } from '../../../src/dev/demonstration/fill-demonstration.ts'

export async function emptyDatabase(t: TestContext): Promise<Database> {
  const database = openDatabase('sqlite::memory:')
  t.after(() => database.destroy())
  await migrate(database)
  return database
}

export async function filledDatabase(t: TestContext, now: Temporal.Instant): Promise<Database> {
  const database = await emptyDatabase(t)
  await fillDemonstration(database, now)
  return database
}

/** What each slot says is booked, beside how many appointments are booked in it, where they differ. */
export async function wrongCounters(database: Database): Promise<unknown[]> {
  const booked = database('appointment').where('status', 'booked').whereRaw('slot_id = slot.id').count()
  return await database('slot').select('id', 'booked').where('booked', '<>', booked)
}
