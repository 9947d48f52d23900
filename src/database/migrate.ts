import { readdirSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import type { Knex } from 'knex'
import { type Database, isSqlServer, type Transaction } from './database.ts'
import { addTextLengthChecks, removeTextLengthChecks } from './sqlite-text-lengths.ts'

const folder = new URL('../../migrations/', import.meta.url)

const releaseMigrations: Knex.MigrationSource<string> = {
  getMigrations: async () =>
    readdirSync(folder)
      .filter(name => /^\d{4}-.*\.ts$/.test(name))
      .sort(),
  getMigrationName: name => name,
  getMigration: name => import(new URL(name, folder).href),
}

/** Milliseconds: longer than a migration on another machine should take. */
const WAIT_TIMEOUT = 10 * 60 * 1000

class MigrationInProgress extends Error {}

/**
 * Applies all pending migrations of this release and returns their names. A database with migrations of a later release
 * is accepted. Everything, including the lock that makes other machines wait, is one transaction, so that a crash
 * leaves neither a partial schema nor a lock.
 */
export async function migrate(database: Database, migrations = releaseMigrations): Promise<string[]> {
  const deadline = performance.now() + WAIT_TIMEOUT
  for (;;)
    try {
      return await database.transaction(transaction => applyMigrations(transaction, migrations))
    } catch (error) {
      if (!isTemporary(error) || performance.now() > deadline) throw error
      await wait(500)
    }
}

async function applyMigrations(
  transaction: Transaction,
  migrationSource: Knex.MigrationSource<string>,
): Promise<string[]> {
  // On SQLite the transaction itself locks the whole database.
  if (isSqlServer(transaction)) await lock(transaction)
  else await removeTextLengthChecks(transaction)
  // Knex stores its own lock in a table, where it would remain after a crash.
  await transaction.migrate.forceFreeMigrationsLock()
  const disableMigrationsListValidation = true // accept migrations of a later release
  const [, applied] = await transaction.migrate.latest({ migrationSource, disableMigrationsListValidation })
  if (!isSqlServer(transaction)) await addTextLengthChecks(transaction)
  return applied
}

/** Holds the lock until the transaction ends. */
async function lock(transaction: Transaction): Promise<void> {
  const [{ result }] = await transaction.raw(
    `declare @result int
     exec @result = sp_getapplock @Resource = 'patient-portal migrations', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 1000
     select @result as result`,
  )
  if (result < 0) throw new MigrationInProgress()
}

/** Another machine is migrating, or the server is slow to accept the first connection. */
function isTemporary(error: unknown): boolean {
  const { code, name } = error as { code?: unknown; name?: unknown }
  return error instanceof MigrationInProgress || code === 'SQLITE_BUSY' || name === 'KnexTimeoutError'
}
