import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Knex } from 'knex'
import { SqliteClient } from './sqlite-client.ts'

/** Milliseconds: while the file is opened, another process may be recovering it after a crash. */
const OPEN_TIMEOUT = 2000

/**
 * Uses one connection, because SQLite allows one writer. Statements queue for it; other processes wait for the lock.
 */
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
          `busy_timeout = ${OPEN_TIMEOUT}`,
          'journal_mode = WAL',
          'synchronous = FULL',
          'foreign_keys = ON',
          // From now on SqliteClient waits, without blocking the process.
          'busy_timeout = 0',
        ])
          connection.pragma(pragma)
        // SQLite's own `lower` knows only A to Z.
        connection.function('lower_case', { deterministic: true }, text => String(text).toLowerCase())
        cacheStatements(connection)
        done(null)
      },
    },
  }
}

interface Connection {
  pragma(text: string): void
  function(name: string, options: object, call: (value: unknown) => string): void
  prepare(sql: string): object
}

/** More than we have, apart from statements with lists of values, whose text depends on the number of values. */
const MAX_STATEMENTS = 500

/**
 * Compiles each statement once, because compiling takes longer than running. SQLite recompiles a statement itself after
 * the schema has changed.
 */
function cacheStatements(connection: Connection): void {
  const prepare = connection.prepare.bind(connection)
  const cache = new Map<string, object>()
  connection.prepare = sql => {
    const statement = cache.get(sql) ?? prepare(sql)
    if (cache.size >= MAX_STATEMENTS) cache.clear()
    cache.set(sql, statement)
    return statement
  }
}
