import { SqliteClient } from '../../../src/database/sqlite-client.ts'

type Query = (this: unknown, ...given: unknown[]) => Promise<unknown>

/** Resolves as soon as a statement of this process finds that another process has locked the file of SQLite. */
export function whenLocked(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const client = Object.getPrototypeOf(SqliteClient.prototype) as { _query: Query }
  const query = client._query
  client._query = async function (...given) {
    try {
      return await query.apply(this, given)
    } catch (error) {
      if (String((error as { code?: string }).code).startsWith('SQLITE_BUSY')) {
        client._query = query
        resolve()
      }
      throw error
    }
  }
  return promise
}
