import { after } from 'node:test'
import mssql from 'mssql'
import { readSqlServerAddress } from '../../../src/shared/sql-server-address.ts'
import { aMoment } from '../time/until.ts'

/*
 * Databases on the server of TEST_MSSQL_URL. Each is made for one run and dropped at its end, failed or not; what an
 * interrupted run leaves is called portal_test_<when it was made>_… and may be dropped by hand.
 */

const made: string[] = []

/** The address of an empty database, as a DBA would make it for the portal: readers do not wait for writers. */
export async function makeDatabase(): Promise<string> {
  const when = Temporal.Now.instant().toString({ smallestUnit: 'second' }).replaceAll(/\D/g, '')
  const name = `portal_test_${when}_${process.pid}_${made.length + 1}`
  made.push(name)
  await insist(`create database ${name}`)
  await onServer(`alter database ${name} set read_committed_snapshot on`).catch(notOnAStandIn)
  return String(Object.assign(new URL(serverUrl()), { pathname: `/${name}` }))
}

after(async () => {
  for (const name of made) {
    await onServer(`alter database ${name} set single_user with rollback immediate`).catch(notOnAStandIn)
    await insist(`drop database if exists ${name}`)
  }
})

let shared: Promise<string> | undefined

/** The one database of a file's tests: making one for each would take longer than the tests. */
export function sharedDatabase(): Promise<string> {
  shared ??= makeDatabase()
  return shared
}

function serverUrl(): string {
  return String(process.env.TEST_MSSQL_URL)
}

/** Other files make and drop theirs at the same moment, and a closed connection takes a while to go: tried again. */
async function insist(statement: string, tries = 20): Promise<void> {
  try {
    await onServer(statement)
  } catch (error) {
    if (tries <= 1) throw error
    await aMoment(100 + (process.pid % 400))
    await insist(statement, tries - 1)
  }
}

async function onServer(statement: string): Promise<void> {
  const { encrypt, trustServerCertificate, ...address } = readSqlServerAddress(serverUrl())
  const options = { encrypt: encrypt !== false, trustServerCertificate }
  const pool = await new mssql.ConnectionPool({ ...address, options, requestTimeout: 60_000 }).connect()
  try {
    await pool.batch(statement)
  } finally {
    await pool.close()
  }
}

/** A stand-in for SQL Server need not know its settings; whether they matter shows in the tests. */
function notOnAStandIn(error: unknown): void {
  if (!(error instanceof mssql.RequestError)) throw error
}
