import createKnex, { type Knex } from 'knex'
import { sqlServer } from './sql-server.ts'
import { sqlite } from './sqlite.ts'

export type Database = Knex
export type Transaction = Knex.Transaction

/** Knex would also write errors to the console, with personal data. Our log gets them from the callers. */
const SILENT = { warn() {}, error() {}, debug() {}, deprecate() {} }

/** Milliseconds: a visitor learns within a second that the service is too busy. */
const CONNECTION_TIMEOUT = 800

/**
 * Opens the PAS database: SQL Server for `mssql://…`, SQLite for `sqlite:<file>` or `sqlite::memory:`. `timeout` is in
 * milliseconds, for getting a connection and on SQL Server for each statement. The default is short, for pages;
 * commands should pass a longer one.
 */
export function openDatabase(url: string, { timeout }: { timeout?: number } = {}): Database {
  return createKnex({
    log: SILENT,
    acquireConnectionTimeout: timeout ?? CONNECTION_TIMEOUT,
    ...(url.startsWith('sqlite:') ? sqlite(url) : sqlServer(url, timeout)),
  })
}

export function isSqlServer(database: Database): boolean {
  return database.client.dialect === 'mssql'
}
