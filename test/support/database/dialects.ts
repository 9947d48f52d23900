import { type Database, isSqlServer } from '../../../src/database/database.ts'

/** What tests of any database need to know of the one they run on. */

/** The names of all tables, in alphabetical order. */
export async function tablesOf(database: Database): Promise<string[]> {
  const names: string[] = isSqlServer(database)
    ? await database('sys.tables').pluck('name')
    : await database('sqlite_master').where('type', 'table').whereNot('name', 'like', 'sqlite%').pluck('name')
  return names.toSorted()
}

/** Removes every row, those that refer to others first: a table refers only to older ones. */
export async function emptyTables(database: Database): Promise<void> {
  const newestFirst: string[] = isSqlServer(database)
    ? await database('sys.tables')
        .orderBy([
          { column: 'create_date', order: 'desc' },
          { column: 'object_id', order: 'desc' },
        ])
        .pluck('name')
    : await database('sqlite_master')
        .where('type', 'table')
        .whereNot('name', 'like', 'sqlite%')
        .orderBy('rowid', 'desc')
        .pluck('name')
  for (const name of newestFirst) if (!/^knex_/.test(name)) await database(name).delete()
}

/** A statement as every dialect writes it: names without quotation marks, and ? for a value. */
export function plainSql(sql: string): string {
  return sql.replaceAll(/[`[\]]/g, '').replaceAll(/@p\d+|\+\?/g, '?')
}
