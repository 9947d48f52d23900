import mssql from 'mssql'
import { fromColumn } from './columns.ts'
import type { Database } from './database.ts'
import type { Row } from './insert-rows.ts'
import type { Load } from './load-rows.ts'

/** Milliseconds that one table's part of a load may take. */
const PATIENCE = 10 * 60 * 1000

/** SQL Server's bulk load, which Knex lacks: rows go to it as a stream, not as statements. */
export async function bulkLoad(database: Database, load: Load): Promise<void> {
  const { server, port, user, password, database: name, options } = database.client.config.connection
  const login = { server, port, user, password, database: name, options, requestTimeout: PATIENCE }
  const pool = await new mssql.ConnectionPool(login).connect()
  try {
    const transaction = pool.transaction()
    await transaction.begin()
    try {
      for (const [table, rows] of load)
        if (rows.length > 0) await transaction.request().bulk(await inBulk(database, table, rows), CHECKED)
      await transaction.commit()
    } catch (error) {
      // What had gone wrong is what is told, even where the connection is lost and so cannot roll back.
      await transaction.rollback().catch(() => {})
      throw error
    }
  } finally {
    await pool.close()
  }
}

/** Without it SQL Server would no longer trust the keys and checks of the table. */
const CHECKED = { checkConstraints: true }

interface Column {
  name: string
  type: string
  /** In characters; -1 is as long as may be. */
  length: number | null
  nullable: 'YES' | 'NO'
}

async function inBulk(database: Database, table: string, rows: readonly Row[]): Promise<mssql.Table> {
  const bulk = new mssql.Table(table)
  const columns = await columnsOf(database, table, Object.keys(rows[0] ?? {}))
  for (const column of columns)
    bulk.columns.add(column.name, typeOf(column), { nullable: column.nullable === 'YES' })
  for (const row of rows) bulk.rows.add(...columns.map(column => cellOf(row, column)))
  return bulk
}

async function columnsOf(database: Database, table: string, names: string[]): Promise<Column[]> {
  const known: Column[] = await database('information_schema.columns')
    .where('table_name', table)
    .select('column_name as name', 'data_type as type', 'is_nullable as nullable')
    .select('character_maximum_length as length')
  return names.map(name => {
    const column = known.find(each => each.name === name)
    if (!column) throw new Error(`There is no column ${name} in ${table}`)
    return column
  })
}

function typeOf({ length, name, type }: Column) {
  if (type === 'nvarchar') return mssql.NVarChar(length === null || length < 0 ? mssql.MAX : length)
  if (type === 'datetime2') return mssql.DateTime2(7)
  if (type === 'int') return mssql.Int()
  if (type === 'bigint') return mssql.BigInt()
  if (type === 'bit') return mssql.Bit()
  throw new Error(`A column of type ${type} cannot be loaded in bulk: ${name}`)
}

function cellOf(row: Row, { name, type }: Column) {
  const value = row[name] ?? null
  if (value === null) return null
  if (type === 'datetime2') return new Date(fromColumn(value as string | Date).epochMilliseconds)
  return type === 'bit' ? Boolean(value) : (value as string | number)
}
