import { type Database, isSqlServer } from '../../../src/database/database.ts'

/** What tests of any database need to know of the one they run on. */

/** The names of all tables, in alphabetical order. */
export async function tablesOf(database: Database): Promise<string[]> {
  const names: string[] = isSqlServer(database)
    ? await database('sys.tables').pluck('name')
    : await database('sqlite_master').where('type', 'table').whereNot('name', 'like', 'sqlite%').pluck('name')
  return names.toSorted()
}

/** A statement as every dialect writes it: names without quotation marks, and ? for a value. */
export function plainSql(sql: string): string {
  return sql.replaceAll(/[`[\]]/g, '').replaceAll(/@p\d+|\+\?/g, '?')
}
