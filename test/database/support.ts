import type { Database } from '../../src/database/database.ts'
import { connected } from '../support/databases.ts'

export { aDatabase, aFile } from '../support/databases.ts'

/** While `act` runs, transactions hold every connection of this pool. */
export async function whileHeld<T>(database: Database, act: () => Promise<T>): Promise<T> {
  const { max } = database.client.pool
  await connected(database, max)
  const held = await Promise.all(Array.from({ length: max }, () => database.transaction()))
  try {
    return await act()
  } finally {
    for (const transaction of held) await transaction.rollback()
  }
}
