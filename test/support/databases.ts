import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type Database, openDatabase } from '../../src/database/database.ts'
import { migrate } from '../../src/database/migrate.ts'
import { emptyTables } from './database/dialects.ts'

/*
 * What must hold on every database is written once and run on each: on SQLite always, on SQL Server where
 * TEST_MSSQL_URL says there is one, such as mssql://sa:password@localhost/master?trustServerCertificate=true.
 */

/** A test, or a whole file of them. */
export interface Closer {
  after(close: () => void | Promise<void>): void
}

const onSqlServer = new WeakSet<TestContext>()

/** Loaded only where there is one: the driver takes longer to load than many a test takes. */
export const sqlServer = process.env.TEST_MSSQL_URL ? await import('./database/sql-server.ts') : undefined
const skip = sqlServer ? false : 'needs a SQL Server: TEST_MSSQL_URL'

/** A test for each database. `t` says to {@link aDatabase} and {@link aDatabaseUrl} which one it is about. */
export function onEachDatabase(name: string, run: (t: TestContext) => Promise<void>): void {
  test(`${name} (SQLite)`, run)
  test(`${name} (SQL Server)`, { skip }, async t => {
    onSqlServer.add(t)
    await run(t)
  })
}

/** For the few tests of what only SQL Server does. */
export function onSqlServerOnly(name: string, run: (t: TestContext) => Promise<void>): void {
  test(`${name} (SQL Server)`, { skip }, async t => {
    onSqlServer.add(t)
    await run(t)
  })
}

/** Milliseconds: how fast the server is, is not what is tested. */
const PATIENCE = 60_000

/** A database of the test's own, empty, with the newest schema. */
export async function aDatabase(t: TestContext, url?: string): Promise<Database> {
  const server = !url && onSqlServer.has(t) ? sqlServer : undefined
  const address = url ?? (await server?.sharedDatabase()) ?? 'sqlite::memory:'
  const database = openDatabase(address, onSqlServer.has(t) ? { timeout: PATIENCE } : {})
  t.after(() => database.destroy())
  await migrate(database)
  if (server) await emptyTables(database)
  return database
}

/** Opens so many connections before a race: not how fast they are opened is tested, but what they do at once. */
export async function connected(database: Database, connections = 20): Promise<void> {
  const selects = Array.from({ length: connections }, () => database.raw('select 1'))
  const tried = await Promise.allSettled(selects)
  if (tried.some(({ status }) => status === 'rejected')) await connected(database, connections)
}

/** The address of a database without a schema, which goes when the tests are over. */
export async function aDatabaseUrl(t: TestContext): Promise<string> {
  return onSqlServer.has(t) && sqlServer ? sqlServer.makeDatabase() : aFile(t)
}

/** The address of a SQLite database file that goes when the test is over. */
export function aFile(t: Closer): string {
  const folder = mkdtempSync(join(tmpdir(), 'portal-database-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return `sqlite:${join(folder, 'new', 'pas.sqlite')}`
}
