import type { TestContext } from 'node:test'
import { Connection, ConnectionError } from 'tedious'
import { type Database, isSqlServer } from '../../../src/database/database.ts'
import { SqliteClient } from '../../../src/database/sqlite-client.ts'

/** Where a connection is lost: before a transaction begins, at one of its statements, or on either side of its end. */
export type Moment = 'begin' | number | 'before commit' | 'after commit'

/** As tedious says it when the other end goes away. */
export const lost = () =>
  new ConnectionError('Connection lost - read ECONNRESET', 'ESOCKET', {
    cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
  })

/**
 * Makes the next transaction fail at that moment, once. A commit that is lost on its way is undone; one whose answer is
 * lost stays. Answers whether it came to that.
 */
export function failAt(t: TestContext, database: Database, moment: Moment, error: Error = lost()) {
  const fault = { happened: false }
  const now = (is: Moment) => {
    if (fault.happened || is !== moment) return false
    fault.happened = true
    return true
  }
  if (isSqlServer(database)) failOnSqlServer(t, now, error)
  else failOnSqlite(t, now, error)
  return fault
}

type Now = (moment: Moment) => boolean

interface Query {
  sql: string
}

function failOnSqlite(t: TestContext, now: Now, error: Error): void {
  const query = SqliteClient.prototype._query
  t.mock.method(SqliteClient.prototype, 'runAtOnce', () => undefined)
  let statements = 0
  t.mock.method(
    SqliteClient.prototype,
    '_query',
    async function (this: SqliteClient, connection: { inTransaction: boolean }, asked: Query) {
      const run = (sql = asked.sql) => query.call(this, connection, Object.assign(asked, { sql }))
      if (asked.sql === 'BEGIN;' && now('begin')) throw error
      if (asked.sql === 'COMMIT;' && now('before commit')) {
        await run('ROLLBACK')
        throw error
      }
      if (/^(BEGIN|COMMIT|ROLLBACK)/.test(asked.sql)) {
        statements = 0
        await run()
        if (/^COMMIT/.test(asked.sql) && now('after commit')) throw error
        return asked
      }
      if (connection.inTransaction && now(++statements)) throw error
      return run()
    },
  )
}

/** The connection really ends; what the server then does with the transaction is its own. */
function failOnSqlServer(t: TestContext, now: Now, error: Error): void {
  const { beginTransaction, commitTransaction, execSql } = Connection.prototype
  let statements = 0
  type Done = (fault?: Error | null) => void
  t.mock.method(
    Connection.prototype,
    'beginTransaction',
    function (this: Connection, done: Done, ...rest: []) {
      statements = 0
      if (!now('begin')) return beginTransaction.call(this, done as never, ...rest)
      this.close()
      done(error)
    },
  )
  t.mock.method(
    Connection.prototype,
    'commitTransaction',
    function (this: Connection, done: Done, ...rest: []) {
      const end = () => {
        this.close()
        done(error)
      }
      if (now('before commit')) return end()
      if (now('after commit')) return commitTransaction.call(this, end, ...rest)
      commitTransaction.call(this, done as never, ...rest)
    },
  )
  t.mock.method(Connection.prototype, 'execSql', function (this: Connection, request: never) {
    if ((this as unknown as { inTransaction: boolean }).inTransaction && now(++statements)) this.close()
    execSql.call(this, request)
  })
}
