import type { Knex } from 'knex'
import type { Transaction } from './database.ts'

/** Values by column. All rows of a statement must have the same columns. */
export type Row = Record<string, Knex.Value>

/** Rows by table. Tables that others refer to come first. All rows of a table have the same columns. */
export type Load = readonly (readonly [table: string, rows: readonly Row[]])[]

const maxParameters = 2000 // SQL Server allows 2,100, including its own
const maxRows = 500 // SQL Server allows 1,000

/** Inserts rows with VALUES, which SQLite runs twice as fast as the SELECT … UNION ALL that Knex would send. */
export async function insertRows(
  transaction: Transaction,
  table: string,
  rows: readonly Row[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
  const batchSize = Math.min(maxRows, Math.floor(maxParameters / columns.length))
  const [names, values] = ['??', '?'].map(placeholder => `(${columns.map(() => placeholder).join(', ')})`)
  for (let start = 0; start < rows.length; start += batchSize) {
    const batch = rows.slice(start, start + batchSize)
    await transaction.raw(`insert into ?? ${names} values ${batch.map(() => values).join(', ')}`, [
      table,
      ...columns,
      ...batch.flatMap(row => columns.map(column => row[column] as Knex.Value)),
    ])
  }
}

/** Inserts new rows and updates existing ones, which are not deleted because other tables may refer to them. */
export async function upsertRows(
  transaction: Transaction,
  table: string,
  key: string,
  rows: readonly Row[],
): Promise<void> {
  const keys = rows.map(row => row[key] as string)
  const existing = new Set(await transaction(table).whereIn(key, keys).pluck(key))
  await insertRows(
    transaction,
    table,
    rows.filter(row => !existing.has(row[key])),
  )
  for (const { [key]: id, ...columns } of rows)
    if (existing.has(id))
      await transaction(table)
        .where(key, id as string)
        .update(columns)
}
