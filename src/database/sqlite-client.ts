import { createRequire } from 'node:module'
import type { Knex } from 'knex'

interface Query {
  sql: string
}

interface Dialect {
  new (config: Knex.Config): Knex.Client & { _query(connection: unknown, query: Query): Promise<unknown> }
}

const BetterSqlite = createRequire(import.meta.url)('knex/lib/dialects/better-sqlite3') as Dialect

/**
 * Takes SQLite's write lock when a transaction begins. Knex sends BEGIN, which is DEFERRED: a second process
 * that reads before it writes would then fail at once with SQLITE_BUSY_SNAPSHOT instead of waiting its turn.
 */
export class ImmediateSqlite extends BetterSqlite {
  override _query(connection: unknown, query: Query) {
    return super._query(connection, query.sql === 'BEGIN;' ? { ...query, sql: 'BEGIN IMMEDIATE;' } : query)
  }
}
