import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { type Database, openDatabase } from '../../src/database/database.ts'
import { migrate } from '../../src/database/migrate.ts'

/** A database of the test's own, with the newest schema. */
export async function aDatabase(t: TestContext, url = 'sqlite::memory:'): Promise<Database> {
  const database = openDatabase(url)
  t.after(() => database.destroy())
  await migrate(database)
  return database
}

/** The address of a database file that goes when the test is over. */
export function aFile(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'portal-database-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return `sqlite:${join(folder, 'new', 'pas.sqlite')}`
}

/** Does this while somebody else holds the database, and lets it go even when that fails. */
export async function whileHeld<T>(database: Database, act: () => Promise<T>): Promise<T> {
  const held = await database.transaction()
  try {
    return await act()
  } finally {
    await held.rollback()
  }
}
