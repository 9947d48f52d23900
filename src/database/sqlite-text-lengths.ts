import type { Transaction } from './database.ts'

/*
 * SQLite accepts a value of any length in a varchar(36), and SQL Server refuses it. Triggers make SQLite refuse it too,
 * because SQLite cannot add a check to a table. They are made from the schema after every migration, so that no migration
 * has to name them, and removed before the next one, because SQLite drops no column that a trigger names.
 */

interface Column {
  table: string
  column: string
  type: string
}

export async function removeTextLengthChecks(transaction: Transaction): Promise<void> {
  const triggers: { name: string }[] = await transaction.raw(
    "select name from sqlite_master where type = 'trigger' and name like '%_text_length_%'",
  )
  for (const { name } of triggers) await transaction.raw(`drop trigger ${name}`)
}

export async function addTextLengthChecks(transaction: Transaction): Promise<void> {
  const columns: Column[] = await transaction.raw(
    `select tables.name as "table", columns.name as "column", columns.type
     from sqlite_master as tables, pragma_table_info(tables.name) as columns
     where tables.type = 'table' and tables.name not like 'knex%' and columns.type like 'varchar(%'`,
  )
  for (const [table, checked] of Map.groupBy(columns, column => column.table)) {
    const refusals = checked.map(refusalOf).join(' ')
    for (const event of ['insert', 'update'])
      await transaction.raw(
        `create trigger ${table}_text_length_${event} before ${event} on ${table} begin select case ${refusals} end; end`,
      )
  }
}

function refusalOf({ table, column, type }: Column): string {
  const maxLength = Number(/\d+/.exec(type))
  return `when length(new.${column}) > ${maxLength} then raise(abort, '${table}.${column} is longer than ${maxLength}')`
}
