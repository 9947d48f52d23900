import { createRequire } from 'node:module'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import type { Knex } from 'knex'

interface Query {
  sql: string
  /** What a statement that writes did. */
  context?: unknown
}

interface Connection {
  inTransaction: boolean
}

interface Dialect {
  new (
    config: Knex.Config,
  ): Knex.Client & {
    _query(connection: Connection, query: Query): Promise<Query>
    parameter(...what: unknown[]): string
  }
}

const BetterSqlite = createRequire(import.meta.url)('knex/lib/dialects/better-sqlite3') as Dialect

/** How long another process may hold the lock before whoever waits is told so: milliseconds. */
const WAIT_TIMEOUT = 600

/** When a connection first found the lock taken, and when last: who comes after waits for what is left of the time. */
const locked = new WeakMap<Connection, { first: number; last: number }>()

/**
 * Knex's client for SQLite, among several processes on one file. SQLite itself would wait for the lock without giving
 * way, and nothing else of this process would be answered meanwhile: this waits between tries instead.
 */
export class SqliteClient extends BetterSqlite {
  /**
   * SQLite with SQLITE_ENABLE_STAT4, as better-sqlite3 has it, plans a join or a LIMIT for the values bound to it, and
   * so compiles the statement anew each time one is bound. A plus before the parameter changes nothing but that.
   */
  override parameter(...what: unknown[]): string {
    const text = super.parameter(...what)
    return text === '?' ? '+?' : text
  }

  /**
   * Takes SQLite's write lock when a transaction begins. Knex sends BEGIN, which is DEFERRED: a second process
   * that reads before it writes would then fail at once with SQLITE_BUSY_SNAPSHOT instead of waiting its turn.
   */
  override async _query(connection: Connection, query: Query): Promise<Query> {
    if (query.sql === 'BEGIN;') query.sql = 'BEGIN IMMEDIATE;'
    // A full disk has rolled it back already; to fail at that would hide why.
    if (query.sql === 'ROLLBACK' && !connection.inTransaction) return query
    for (;;)
      try {
        const answered = await super._query(connection, query)
        if (connection.inTransaction || answered.context) locked.delete(connection)
        return answered
      } catch (error) {
        // What could not be committed must not stay open for the next one to add to.
        if (query.sql === 'COMMIT;' && connection.inTransaction)
          await super._query(connection, { sql: 'ROLLBACK' })
        // Inside a transaction the lock is held already: there is nothing to wait for.
        if (!isBusy(error) || connection.inTransaction || isTooLong(connection)) throw error
        await wait(5 + Math.random() * 20)
      }
  }
}

function isBusy(error: unknown): boolean {
  return String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY')
}

function isTooLong(connection: Connection): boolean {
  const now = performance.now()
  const before = locked.get(connection)
  const first = before && now - before.last < WAIT_TIMEOUT ? before.first : now
  locked.set(connection, { first, last: now })
  return now - first > WAIT_TIMEOUT
}
