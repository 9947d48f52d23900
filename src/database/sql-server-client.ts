import { createRequire } from 'node:module'
import type { Knex } from 'knex'

interface Connection {
  connected: boolean
  inTransaction: boolean
  state: { name: string }
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
    destroyRawConnection(connection: Connection): Promise<void>
    processResponse(query: Query, runner: unknown): unknown
  }
}

const Mssql = createRequire(import.meta.url)('knex/lib/dialects/mssql') as Dialect

/** Knex's client for SQL Server, corrected so that a lost connection cannot affect other transactions. */
export class SqlServerClient extends Mssql {
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
