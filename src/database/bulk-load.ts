import mssql from 'mssql'
import { fromColumn } from './columns.ts'
import type { Database } from './database.ts'
import type { Load, Row } from './insert-rows.ts'

/** Milliseconds for the rows of one table. */
const LOAD_TIMEOUT = 10 * 60 * 1000

/** SQL Server's bulk load, which Knex does not support. It streams the rows instead of sending statements. */
export async function bulkLoad(database: Database, load: Load): Promise<void> {
  const { server, port, user, password, database: name, options } = database.client.config.connection
  const login = { server, port, user, password, database: name, options, requestTimeout: LOAD_TIMEOUT }
  const pool = await new mssql.ConnectionPool(login).connect()
  try {
    const transaction = pool.transaction()
    await transaction.begin()
    try {
      for (const [table, rows] of load)
        if (rows.length > 0) await transaction.request().bulk(await bulkTable(database, table, rows), OPTIONS)
      await transaction.commit()
    } catch (error) {
      // Throw the first error, even when the rollback fails too because the connection is lost.
      await transaction.rollback().catch(() => {})
      throw error
    }
  } finally {
    await pool.close()
  }
}

/** Without the check SQL Server would mark the keys and constraints of the table as not trusted. */
const OPTIONS = { checkConstraints: true }

interface Column {
  name: string
  type: string
  /** In characters; -1 means the maximum. */
  length: number | null
  nullable: 'YES' | 'NO'
}

async function bulkTable(database: Database, table: string, rows: readonly Row[]): Promise<mssql.Table> {
  const bulk = new mssql.Table(table)
  const columns = await columnsOf(database, table, Object.keys(rows[0] ?? {}))
  for (const column of columns)
    bulk.columns.add(column.name, typeOf(column), { nullable: column.nullable === 'YES' })
  for (const row of rows) bulk.rows.add(...columns.map(column => cellOf(row, column)))
  return bulk
}

/** In capitals, because names are case-sensitive in a database with a case-sensitive collation. */
async function columnsOf(database: Database, table: string, names: string[]): Promise<Column[]> {
  const columns: Column[] = await database('INFORMATION_SCHEMA.COLUMNS')
    .where('TABLE_NAME', table)
    .select('COLUMN_NAME as name', 'DATA_TYPE as type', 'IS_NULLABLE as nullable')
    .select('CHARACTER_MAXIMUM_LENGTH as length')
  return names.map(name => {
    const column = columns.find(candidate => candidate.name === name)
    if (!column) throw new Error(`Table ${table} has no column ${name}`)
    return column
  })
}

function typeOf({ length, name, type }: Column) {
  if (type === 'nvarchar') return mssql.NVarChar(length === null || length < 0 ? mssql.MAX : length)
  if (type === 'datetime2') return mssql.DateTime2(7)
  if (type === 'int') return mssql.Int()
  if (type === 'bigint') return mssql.BigInt()
  if (type === 'bit') return mssql.Bit()
  throw new Error(`Bulk load does not support the type ${type} of column ${name}`)
}

function cellOf(row: Row, { name, type }: Column) {
  const value = row[name] ?? null
  if (value === null) return null
  if (type === 'datetime2') return new Date(fromColumn(value as string | Date).epochMilliseconds)
  return type === 'bit' ? Boolean(value) : (value as string | number)
}
