import type { Database } from '../../src/database/database.ts'

export { aDatabase, aFile } from '../support/databases.ts'

/** Does this while somebody else holds the database, and lets it go even when that fails. */
export async function whileHeld<T>(database: Database, act: () => Promise<T>): Promise<T> {
  const held = await database.transaction()
  try {
    return await act()
  } finally {
    await held.rollback()
  }
}
