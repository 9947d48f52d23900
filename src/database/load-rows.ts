import { type Database, isSqlServer } from './database.ts'
import { insertRows, type Load } from './insert-rows.ts'

/** Inserts many rows in one transaction. On SQL Server it uses a bulk load that checks constraints. */
export async function loadRows(database: Database, load: Load): Promise<void> {
  if (isSqlServer(database)) {
    // Imported dynamically because its package is not installed in production.
    const { bulkLoad } = await import('./bulk-load.ts')
    return bulkLoad(database, load)
  }
  await database.transaction(async transaction => {
    for (const [table, rows] of load) await insertRows(transaction, table, rows)
  })
}
