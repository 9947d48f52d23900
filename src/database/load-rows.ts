import { type Database, isSqlServer } from './database.ts'
import { insertRows, type Row } from './insert-rows.ts'

/** Rows by table, those that others refer to first. Rows of a table name the same columns. */
export type Load = readonly (readonly [table: string, rows: readonly Row[]])[]

/** Adds many rows at once, all or none of them. On SQL Server they are loaded in bulk, their constraints checked. */
export async function loadRows(database: Database, load: Load): Promise<void> {
  if (isSqlServer(database)) {
    // Loaded only when it is wanted: where the portal serves patients its package is not even installed.
    const { bulkLoad } = await import('./bulk-load.ts')
    return bulkLoad(database, load)
  }
  await database.transaction(async transaction => {
    for (const [table, rows] of load) await insertRows(transaction, table, rows)
  })
}
