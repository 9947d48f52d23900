import { createRequire } from 'node:module'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import type { Knex } from 'knex'

interface Query {
  sql: string
  bindings?: readonly unknown[]
  /** The rows. */
  response?: unknown[]
  /** Set for statements that write. */
  context?: unknown
}

interface Connection {
  inTransaction: boolean
}

/** What we use of a connection of better-sqlite3. */
interface StatementsOf {
  prepare(sql: string): {
    /** Whether it returns rows. */
    reader: boolean
    all(bindings: readonly unknown[]): unknown[]
    run(bindings: readonly unknown[]): { changes: number; lastInsertRowid: number }
  }
}

interface Dialect {
  new (
    config: Knex.Config,
  ): Knex.Client & {
    _query(connection: Connection, query: Query): Promise<Query>
    acquireRawConnection(): Promise<Connection & StatementsOf>
    parameter(...args: unknown[]): string
  }
}

const BetterSqlite = createRequire(import.meta.url)('knex/lib/dialects/better-sqlite3') as Dialect

/** Milliseconds that a statement waits while another process holds the lock. */
const LOCK_TIMEOUT = 600

/**
 * When a connection first and last found the database locked. Queued statements share one timeout, so that each does
 * not wait the full time again.
 */
const lockedSince = new WeakMap<Connection, { first: number; last: number }>()

/**
 * Knex's client for SQLite when several processes use the file. SQLite itself would block this process while it waits
 * for the lock, so this client waits asynchronously between attempts.
 */
export class SqliteClient extends BetterSqlite {
  override async acquireRawConnection(): Promise<Connection & StatementsOf> {
    const connection = await super.acquireRawConnection()
    connectionOf.set(this.config, connection)
    return connection
  }

  /**
   * Runs a statement at once, without the queue and the promises of Knex, which take longer than SQLite. Undefined when a
   * transaction of someone else has the connection, or the statement fails: Knex then waits, or reports what is wrong.
   */
  runAtOnce(database: Knex | Knex.Transaction, query: Query): Query | undefined {
    const connection = connectionOf.get(this.config)
    const isOurs = database.isTransaction ? !(database as Knex.Transaction).isCompleted() : isFree(this)
    if (!connection || !isOurs) return undefined
    this.emit('query', query)
    const { inTransaction } = connection
    try {
      return run(connection, query)
    } catch (error) {
      // SQLite has rolled back, and what it refused must not be done without the rest.
      if (inTransaction && !connection.inTransaction) throw error
      return undefined
    }
  }

  /**
   * better-sqlite3 enables SQLITE_ENABLE_STAT4, with which SQLite recompiles a join or a LIMIT whenever a value is
   * bound. A plus sign before the parameter prevents that and has no other effect.
   */
  override parameter(...args: unknown[]): string {
    const text = super.parameter(...args)
    return text === '?' ? '+?' : text
  }

  /**
   * Takes SQLite's write lock at the start of a transaction. Knex sends BEGIN, which is DEFERRED: a second process that
   * reads before it writes would then fail with SQLITE_BUSY_SNAPSHOT instead of waiting.
   */
  override async _query(connection: Connection, query: Query): Promise<Query> {
    if (query.sql === 'BEGIN;') query.sql = 'BEGIN IMMEDIATE;'
    // SQLite has already rolled back when the disk is full. An error of the rollback would hide that one.
    if (query.sql === 'ROLLBACK' && !connection.inTransaction) return query
    for (;;)
      try {
        const result = await super._query(connection, query)
        if (connection.inTransaction || result.context) lockedSince.delete(connection)
        return result
      } catch (error) {
        // A transaction whose commit failed must not stay open on the shared connection.
        if (query.sql === 'COMMIT;' && connection.inTransaction)
          await super._query(connection, { sql: 'ROLLBACK' })
        // A transaction already holds the lock, so waiting would not help.
        if (!isBusy(error) || connection.inTransaction || hasTimedOut(connection)) throw error
        await wait(5 + Math.random() * 20)
      }
  }
}

/** The one connection of each database, by its settings, which its transactions share. */
const connectionOf = new WeakMap<Knex.Config, Connection & StatementsOf>()

function isFree(client: Knex.Client): boolean {
  return (client.pool as { numFree(): number } | undefined)?.numFree() === 1
}

function run(connection: StatementsOf, query: Query): Query {
  const { sql, bindings = [] } = query
  const statement = connection.prepare(sql)
  if (statement.reader) return { ...query, response: statement.all(bindings) }
  const { changes, lastInsertRowid: lastID } = statement.run(bindings)
  return { ...query, context: { changes, lastID } }
}

function isBusy(error: unknown): boolean {
  return String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY')
}

function hasTimedOut(connection: Connection): boolean {
  const now = performance.now()
  const previous = lockedSince.get(connection)
  const first = previous && now - previous.last < LOCK_TIMEOUT ? previous.first : now
  lockedSince.set(connection, { first, last: now })
  return now - first > LOCK_TIMEOUT
}
