import { type Database, isSqlServer } from './database.ts'
import { insertRows, type Row } from './insert-rows.ts'

/** Rows by table. Tables that others refer to come first. All rows of a table have the same columns. */
export type Load = readonly (readonly [table: string, rows: readonly Row[]])[]

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
