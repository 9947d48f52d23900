import { type Database, isSqlServer } from '../../../src/database/database.ts'

/** What the database refuses to write: every row of the table, or those with these values. */
export interface Refused {
  verb: 'insert' | 'update'
  table: string
  where?: Record<string, string>
  message?: string
}

/** While `act` runs, the database refuses such writes. */
export async function whileRefusing<T>(
  database: Database,
  refused: Refused,
  act: () => Promise<T>,
): Promise<T> {
  await database.raw(isSqlServer(database) ? sqlServerTrigger(refused) : sqliteTrigger(refused))
  try {
    return await act()
  } finally {
    await database.raw('drop trigger refusing')
  }
}

/** While `act` runs, the database has no table of this name. */
export async function withoutTable<T>(database: Database, table: string, act: () => Promise<T>): Promise<T> {
  await database.schema.renameTable(table, 'table_gone')
  try {
    return await act()
  } finally {
    await database.schema.renameTable('table_gone', table)
  }
}

function sqliteTrigger({ verb, table, where = {}, message = 'refused' }: Refused): string {
  const conditions = Object.entries(where).map(([column, value]) => `new.${column} = '${value}'`)
  const when = conditions.length > 0 ? ` when ${conditions.join(' and ')}` : ''
  return `create trigger refusing before ${verb} on ${table}${when} begin select raise(abort, '${message}'); end`
}

/** It runs once for each statement, even for one that wrote no row. */
function sqlServerTrigger({ verb, table, where = {}, message = 'refused' }: Refused): string {
  const conditions = Object.entries(where).map(([column, value]) => `${column} = '${value}'`)
  const which = conditions.length > 0 ? ` where ${conditions.join(' and ')}` : ''
  return `create trigger refusing on ${table} after ${verb} as if exists (select 1 from inserted${which}) begin; throw 50001, '${message}', 1; end`
}
