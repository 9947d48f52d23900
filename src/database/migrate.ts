import { readdirSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import type { Knex } from 'knex'
import { type Database, isSqlServer, type Transaction } from './database.ts'

const folder = new URL('../../migrations/', import.meta.url)

const ours: Knex.MigrationSource<string> = {
  getMigrations: async () =>
    readdirSync(folder)
      .filter(name => /^\d{4}-.*\.ts$/.test(name))
      .sort(),
  getMigrationName: name => name,
  getMigration: name => import(new URL(name, folder).href),
}

/** Milliseconds: longer than any migration of another machine should take. */
const WAIT_TIMEOUT = 10 * 60 * 1000

/** Another machine is migrating the database. */
class UnderWay extends Error {}

/**
 * Brings the database to the newest schema of this release; one that is ahead stays as it is. Answers the names of what
 * it applied. All is one transaction, and so is the lock that keeps a second machine waiting until it finds nothing
 * to do: a crash leaves neither half a schema nor a lock.
 */
export async function migrate(database: Database, migrations = ours): Promise<string[]> {
  const end = performance.now() + WAIT_TIMEOUT
  for (;;)
    try {
      return await database.transaction(transaction => migrateAlone(transaction, migrations))
    } catch (error) {
      if (!willPass(error) || performance.now() > end) throw error
      await wait(500)
    }
}

async function migrateAlone(
  transaction: Transaction,
  migrationSource: Knex.MigrationSource<string>,
): Promise<string[]> {
  // SQLite locks the whole database as a transaction begins.
  if (isSqlServer(transaction)) await lock(transaction)
  // Knex keeps a lock of its own in a table, which would outlive a crash were it not for this.
  await transaction.migrate.forceFreeMigrationsLock()
  const disableMigrationsListValidation = true // What a later release applied is not known here, and is no fault.
  const [, applied] = await transaction.migrate.latest({ migrationSource, disableMigrationsListValidation })
  return applied
}

/** Until the transaction ends. */
async function lock(transaction: Transaction): Promise<void> {
  const [{ result }] = await transaction.raw(
    `declare @result int
     exec @result = sp_getapplock @Resource = 'patient-portal migrations', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 1000
     select @result as result`,
  )
  if (result < 0) throw new UnderWay()
}

/** Another machine is at it, or the server takes its time to answer the first time. */
function willPass(error: unknown): boolean {
  const { code, name } = error as { code?: unknown; name?: unknown }
  return error instanceof UnderWay || code === 'SQLITE_BUSY' || name === 'KnexTimeoutError'
}
