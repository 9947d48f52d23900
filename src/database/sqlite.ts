import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Knex } from 'knex'
import { SqliteClient } from './sqlite-client.ts'

/** While it is opened another process may be tidying up after a crash: milliseconds. */
const PATIENCE = 2000

/** One connection, so one writer: statements of one process queue for it, other processes wait for the lock. */
export function sqlite(url: string): Knex.Config {
  const filename = url.slice('sqlite:'.length)
  if (filename !== ':memory:') mkdirSync(dirname(filename), { recursive: true })
  return {
    client: SqliteClient as unknown as typeof Knex.Client,
    connection: { filename },
    useNullAsDefault: true,
    pool: {
      min: 1,
      max: 1,
      afterCreate(connection: Connection, done: (error: Error | null) => void) {
        for (const pragma of [
          `busy_timeout = ${PATIENCE}`,
          'journal_mode = WAL',
          'synchronous = FULL',
          'foreign_keys = ON',
          // From now on the client waits.
          'busy_timeout = 0',
        ])
          connection.pragma(pragma)
        keepStatements(connection)
        done(null)
      },
    },
  }
}

interface Connection {
  pragma(text: string): void
  prepare(sql: string): object
}

/** More than we have: only lists of many rows differ from time to time. */
const MAX_STATEMENTS = 500

/** SQLite compiles a statement for longer than it runs it, so each is compiled once. It sees by itself when a table has changed. */
function keepStatements(connection: Connection): void {
  const prepare = connection.prepare.bind(connection)
  const kept = new Map<string, object>()
  connection.prepare = sql => {
    const statement = kept.get(sql) ?? prepare(sql)
    if (kept.size >= MAX_STATEMENTS) kept.clear()
    kept.set(sql, statement)
    return statement
  }
}
