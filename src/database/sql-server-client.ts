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

/** Knex's client for SQL Server, where a connection that was lost or left half way harms nobody else. */
export class SqlServerClient extends Mssql {
  /**
   * Each statement goes to its own connection or fails. Knex keeps those a connection cannot take in one queue for
   * all connections: a statement of a transaction whose connection was lost would run in somebody else's.
   */
  _enqueueRequest(request: object, connection: Connection): void {
    connection.execSql(request)
  }

  _chomp(): void {}

  /**
   * How many rows a statement changed, told by the one value of its answer. Knex looks for a column without a name, as
   * SQL Server sends it; others that speak T-SQL name it, and Knex would answer with nothing.
   */
  override processResponse(query: Query, runner: unknown): unknown {
    return query.returning === '@@rowcount' && query.method !== 'select'
      ? query.response?.[0]?.[0]?.value
      : super.processResponse(query, runner)
  }

  /** A connection goes back to work only when it is idle, and in no transaction that could not be ended. */
  override async validateConnection(connection: Connection): Promise<boolean> {
    return connection.connected && connection.state.name === 'LoggedIn' && !connection.inTransaction
  }

  /** One that is closed already says nothing more to wait for. */
  override async destroyRawConnection(connection: Connection): Promise<void> {
    if (connection.connected) await super.destroyRawConnection(connection)
  }
}
