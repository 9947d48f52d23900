import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RequestError } from 'tedious'
import { type Database, openDatabase } from '../../../src/database/database.ts'
import { TcpProxy } from '../tcp-proxy.ts'

export interface DatabaseUnderTest {
  /** The DATABASE_URL of the copies. */
  url: string
  /** How to make it fail. */
  fault: { url: string } | { proxy: TcpProxy }
  /** The checker's own connection, unaffected by faults. */
  database: Database
  remove(): Promise<void>
}

/** A file, in memory if the system has /dev/shm: a killed process loses no more data there than on a disk. */
export async function sqliteFile(): Promise<DatabaseUnderTest> {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'portal-torture-'))
  const url = `sqlite:${join(folder, 'pas.sqlite')}`
  const database = openDatabase(url)
  // Waiting for the lock would block this whole process, including the patients.
  await database.raw('pragma busy_timeout = 0')
  return {
    url,
    fault: { url },
    database,
    async remove() {
      await database.destroy()
      rmSync(folder, { recursive: true })
    },
  }
}

/** Milliseconds: creating a database takes longer than a page may wait. */
const SERVER_TIMEOUT = 60_000

/** A new database on the server, as a DBA would create it, which the copies reach through a proxy that can be frozen and cut. */
export async function onSqlServer(serverUrl: string): Promise<DatabaseUnderTest> {
  const name = `torture_${randomUUID().slice(0, 8)}`
  const server = openDatabase(serverUrl, { timeout: SERVER_TIMEOUT })
  await server.raw(`create database ${name}`)
  await server.raw(`alter database ${name} set read_committed_snapshot on`).catch(notOnAStandIn)
  const direct = new URL(serverUrl)
  direct.pathname = name
  const proxy = await TcpProxy.start({ host: direct.hostname, port: Number(direct.port || 1433) })
  const throughProxy = new URL(direct)
  throughProxy.hostname = '127.0.0.1'
  throughProxy.port = String(proxy.port)
  const database = openDatabase(direct.href)
  return {
    url: throughProxy.href,
    fault: { proxy },
    database,
    async remove() {
      await database.destroy()
      await proxy.close()
      // Sessions of copies that were killed may still be open.
      await server.raw(`alter database ${name} set single_user with rollback immediate`).catch(notOnAStandIn)
      await server.raw(`drop database ${name}`)
      await server.destroy()
    },
  }
}

/** A stand-in for SQL Server need not know every setting of a database. */
function notOnAStandIn(error: unknown): void {
  if (!(error instanceof RequestError)) throw error
}
