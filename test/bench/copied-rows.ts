import type { Database } from '../../src/database/database.ts'

/**
 * Copies rows of a table on SQLite, with ids of their own. What refers to a row copied by the same number refers to its
 * copy. Much quicker than to send them all. `rows`: the first and the last, by number.
 */
export async function copyRows(
  database: Database,
  table: string,
  rows: readonly [first: number, last: number],
  copy: number,
): Promise<void> {
  // Spread over all ids, because real ones have no order.
  const prefix = ((copy * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, '0')
  const copied = { id: '? || substr(id, 9)', pas_id: "pas_id || '-' || ?" }
  const ids = ['id', 'request_id', 'appointment_id']
  const columns: string[] = await database('pragma_table_info').whereRaw('arg = ?', [table]).pluck('name')
  const values = columns.map(name => {
    if (ids.includes(name)) return database.raw(copied.id.replace('(id', '(??'), [prefix, name])
    return name === 'pas_id' ? database.raw(copied.pas_id, [copy]) : name
  })
  await database(database.raw('?? (??)', [table, columns])).insert(
    database(table).whereRaw('rowid between ? and ?', rows).select(values),
  )
}

/** Adds many rows with the indexes dropped meanwhile: to sort them once is quicker than to keep them sorted. */
export async function withoutIndexes(
  database: Database,
  tables: readonly string[],
  fill: () => Promise<void>,
): Promise<void> {
  const indexes: { name: string; sql: string }[] = await database('sqlite_master')
    .where('type', 'index')
    .whereIn('tbl_name', tables)
    .whereNotNull('sql')
    .select('name', 'sql')
  for (const { name } of indexes) await database.raw('drop index ??', [name])
  await fill()
  for (const { sql } of indexes) await database.raw(sql)
}
