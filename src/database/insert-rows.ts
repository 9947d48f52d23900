import type { Knex } from 'knex'
import type { Transaction } from './database.ts'

/** One row, by column; every row of a table names the same columns, as SQL Server needs of a statement. */
export type Row = Record<string, Knex.Value>

const maxParameters = 2000 // SQL Server takes 2,100, some of them its own
const maxRows = 500 // SQL Server takes 1,000

/** Written as VALUES, which SQLite takes in twice as fast as the SELECT … UNION ALL that Knex would send. */
export async function insertRows(
  transaction: Transaction,
  table: string,
  rows: readonly Row[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
  const atATime = Math.min(maxRows, Math.floor(maxParameters / columns.length))
  const [names, values] = ['??', '?'].map(mark => `(${columns.map(() => mark).join(', ')})`)
  for (let start = 0; start < rows.length; start += atATime) {
    const part = rows.slice(start, start + atATime)
    await transaction.raw(`insert into ?? ${names} values ${part.map(() => values).join(', ')}`, [
      table,
      ...columns,
      ...part.flatMap(row => columns.map(column => row[column] as Knex.Value)),
    ])
  }
}

/** Inserts the rows that are not there by their key, and brings those that are up to date: others may refer to them. */
export async function putRows(
  transaction: Transaction,
  table: string,
  key: string,
  rows: readonly Row[],
): Promise<void> {
  const keys = rows.map(row => row[key] as string)
  const there = new Set(await transaction(table).whereIn(key, keys).pluck(key))
  await insertRows(
    transaction,
    table,
    rows.filter(row => !there.has(row[key])),
  )
  for (const { [key]: id, ...columns } of rows)
    if (there.has(id))
      await transaction(table)
        .where(key, id as string)
        .update(columns)
}
