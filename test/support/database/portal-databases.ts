import { openDatabase } from '../../../src/database/database.ts'
import { aFile, type Closer, sqlServer } from '../databases.ts'
import { emptyTables } from './dialects.ts'

/*
 * The databases that the portals of tests run on: SQLite in memory, or with TEST_PORTALS_ON=sql-server the server of
 * TEST_MSSQL_URL. docs/testing.md says more.
 */

const IN_MEMORY = 'sqlite::memory:'
const { TEST_PORTALS_ON: choice = 'sqlite' } = process.env

if (choice !== 'sqlite' && choice !== 'sql-server')
  throw new Error('TEST_PORTALS_ON must be sqlite or sql-server')
if (choice === 'sql-server' && !sqlServer)
  throw new Error('TEST_PORTALS_ON=sql-server needs the address of the server in TEST_MSSQL_URL')

const server = choice === 'sql-server' ? sqlServer : undefined

/** Databases of portals that have closed: emptying one is quicker than creating one. */
const returned: string[] = []

/** The address of an empty database that no other portal uses, until it is returned. */
export async function borrowDatabase(): Promise<string> {
  if (!server) return IN_MEMORY
  const url = returned.pop()
  if (!url) return server.makeDatabase()
  const database = openDatabase(url, { timeout: 60_000 })
  try {
    await emptyTables(database)
  } finally {
    await database.destroy()
  }
  return url
}

export function returnDatabase(url: string): void {
  if (url !== IN_MEMORY) returned.push(url)
}

/** The address of an empty database that several portals may share, until the test is over. */
export async function aDatabaseToShare(t: Closer): Promise<string> {
  if (!server) return aFile(t)
  const url = await borrowDatabase()
  t.after(() => returnDatabase(url))
  return url
}
