import { createRequire } from 'node:module'
import type { Knex } from 'knex'
import { ConnectionLost, isOutage } from './faults.ts'

interface Ending {
  state: { name: string }
}

interface Connection extends Ending {
  connected: boolean
  inTransaction: boolean
  execSql(request: object): void
}

interface Query {
  returning?: unknown
  method?: string
  response?: { value: unknown }[][]
}

interface Dialect {
  new (
    config: Knex.Config,
  ): Knex.Client & {
    _query(connection: Ending, query: object): Promise<object>
    destroyRawConnection(connection: Connection): Promise<void>
    processResponse(query: Query, runner: unknown): unknown
  }
}

type Run = (connection: Ending) => Promise<unknown>

interface DialectTransaction {
  new (
    client: Knex.Client,
    ...args: unknown[]
  ): { acquireConnection(config: object | undefined, run: Run): Promise<unknown> }
}

const require = createRequire(import.meta.url)
const Mssql = require('knex/lib/dialects/mssql') as Dialect
const MssqlTransaction = require('knex/lib/dialects/mssql/transaction') as DialectTransaction

/** Knex's client for SQL Server, corrected so that a lost connection is recognised and affects no other transaction. */
export class SqlServerClient extends Mssql {
  /** A connection that ends while it is opened was lost too. tedious throws a TypeError for a wrong setting. */
  override async acquireRawConnection(): Promise<unknown> {
    return super.acquireRawConnection().catch(error => {
      throw isOutage(error) || error instanceof TypeError
        ? error
        : new ConnectionLost(undefined, { cause: error })
    })
  }

  override async _query(connection: Ending, query: object): Promise<object> {
    return super._query(connection, query).catch(error => {
      throw causeOf(error, connection)
    })
  }

  override transaction(...args: unknown[]): Knex.Transaction {
    return new SqlServerTransaction(this, ...args) as unknown as Knex.Transaction
  }

  /**
   * Sends each statement to its own connection, or fails. Knex puts statements that a connection cannot take into one
   * queue for all connections, so a statement of a transaction with a lost connection could run in another transaction.
   */
  _enqueueRequest(request: object, connection: Connection): void {
    connection.execSql(request)
  }

  _chomp(): void {}

  /**
   * Returns the number of changed rows, the only value of the response. Knex expects a column without a name, as SQL
   * Server sends it. Other servers that speak T-SQL name the column, and Knex would return undefined.
   */
  override processResponse(query: Query, runner: unknown): unknown {
    return query.returning === '@@rowcount' && query.method !== 'select'
      ? query.response?.[0]?.[0]?.value
      : super.processResponse(query, runner)
  }

  /** Reuses a connection only when it is idle and not in a transaction that could not be ended. */
  override async validateConnection(connection: Connection): Promise<boolean> {
    return connection.connected && connection.state.name === 'LoggedIn' && !connection.inTransaction
  }

  /** A connection that is already closed sends no event to wait for. */
  override async destroyRawConnection(connection: Connection): Promise<void> {
    if (connection.connected) await super.destroyRawConnection(connection)
  }
}

class SqlServerTransaction extends MssqlTransaction {
  /** Covers its begin, commit and rollback, which tedious runs without a query. */
  override acquireConnection(config: object | undefined, run: Run): Promise<unknown> {
    return super.acquireConnection(config, connection =>
      run(connection).catch(error => {
        throw causeOf(error, connection)
      }),
    )
  }
}

/**
 * What fails on a connection that has ended was lost, also when the driver gives no code: on an encrypted connection it
 * does not when the server closes it in order. An error that is already known, for example a timeout, stays as it is.
 */
function causeOf(error: unknown, { state }: Ending): unknown {
  return state.name === 'Final' && !isOutage(error) ? new ConnectionLost(undefined, { cause: error }) : error
}
