import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import createKnex, { type Knex } from 'knex'
import { ImmediateSqlite } from './sqlite-client.ts'

export type Database = Knex
export type Transaction = Knex.Transaction

/** Knex writes faults to the console as it meets them; they reach our log through whoever asked. */
const QUIET = { warn() {}, error() {}, debug() {}, deprecate() {} }

/**
 * The PAS database: SQL Server for `mssql://…`, SQLite for `sqlite:<file>` or `sqlite::memory:`.
 * A connection that cannot be had within two seconds fails, and the visitor is told so.
 */
export function openDatabase(url: string): Database {
  return createKnex({
    log: QUIET,
    acquireConnectionTimeout: 2000,
    ...(url.startsWith('sqlite:') ? sqlite(url) : sqlServer(url)),
  })
}

/** One connection, so one writer: statements of one process queue for it, other processes wait for the lock. */
function sqlite(url: string): Knex.Config {
  const filename = url.slice('sqlite:'.length)
  if (filename !== ':memory:') mkdirSync(dirname(filename), { recursive: true })
  return {
    client: ImmediateSqlite as unknown as typeof Knex.Client,
    connection: { filename },
    useNullAsDefault: true,
    pool: {
      min: 1,
      max: 1,
      afterCreate(connection: { pragma(text: string): void }, done: (error: Error | null) => void) {
        for (const pragma of [
          'journal_mode = WAL',
          'synchronous = FULL',
          'foreign_keys = ON',
          'busy_timeout = 2000',
        ])
          connection.pragma(pragma)
        done(null)
      },
    },
  }
}

function sqlServer(url: string): Knex.Config {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url)
  return {
    client: 'mssql',
    connection: {
      server: hostname,
      port: Number(port || 1433),
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
      database: decodeURIComponent(pathname.slice(1)),
      requestTimeout: 5000,
      options: {
        encrypt: searchParams.get('encrypt') !== 'false',
        trustServerCertificate: searchParams.get('trustServerCertificate') === 'true',
        useUTC: true,
      },
    } as Knex.MsSqlConnectionConfig,
    pool: { min: 0, max: 20 },
  }
}
