import createKnex, { type Knex } from 'knex'
import { sqlServer } from './sql-server.ts'
import { sqlite } from './sqlite.ts'

export type Database = Knex
export type Transaction = Knex.Transaction

/** Knex writes faults to the console as it meets them; they reach our log through whoever asked. */
const QUIET = { warn() {}, error() {}, debug() {}, deprecate() {} }

/** Milliseconds: a visitor is told within a second that the service is too busy. */
const WAIT_TIMEOUT = 800

/**
 * The PAS database: SQL Server for `mssql://…`, SQLite for `sqlite:<file>` or `sqlite::memory:`.
 * A connection that cannot be had soon fails, and the visitor is told so. `patience` is for commands, which are in no
 * hurry: milliseconds for a connection, and on SQL Server for each statement.
 */
export function openDatabase(url: string, { patience }: { patience?: number } = {}): Database {
  return createKnex({
    log: QUIET,
    acquireConnectionTimeout: patience ?? WAIT_TIMEOUT,
    ...(url.startsWith('sqlite:') ? sqlite(url) : sqlServer(url, patience)),
  })
}

export function isSqlServer(database: Database): boolean {
  return database.client.dialect === 'mssql'
}
