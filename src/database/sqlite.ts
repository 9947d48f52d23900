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
      afterCreate(connection: { pragma(text: string): void }, done: (error: Error | null) => void) {
        for (const pragma of [
          `busy_timeout = ${PATIENCE}`,
          'journal_mode = WAL',
          'synchronous = FULL',
          'foreign_keys = ON',
          // From now on the client waits.
          'busy_timeout = 0',
        ])
          connection.pragma(pragma)
        done(null)
      },
    },
  }
}
