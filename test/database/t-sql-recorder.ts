import createKnex, { type Knex } from 'knex'
import type { Transaction } from '../../src/database/database.ts'
import { SqlServerClient } from '../../src/database/sql-server-client.ts'

interface Query {
  sql: string
  method?: string
  response?: unknown
  returning?: unknown
}

/** What is answered to a statement: rows, or for an update how many. */
type Answer = (sql: string) => unknown

/** SQL Server that is not there: Knex's own dialect writes the statements, and they are kept instead of sent. */
export function recordTSql(answer: Answer = () => undefined): {
  database: Transaction
  statements: string[]
} {
  const connection = new RecordingConnection(answer)
  const database = createKnex({ client: RecordingClient as unknown as typeof Knex.Client })
  Object.assign(database.client, { acquireConnection: async () => connection })
  return { database: database as unknown as Transaction, statements: connection.statements }
}

class RecordingConnection {
  readonly statements: string[] = []
  readonly answer: Answer
  readonly __knexUid = 'recorder'
  readonly inTransaction = true
  readonly state = { name: 'LoggedIn' }

  constructor(answer: Answer) {
    this.answer = answer
  }

  #say(statement: string, done: () => void): void {
    this.statements.push(statement)
    done()
  }

  beginTransaction(done: () => void): void {
    this.#say('begin transaction', done)
  }

  commitTransaction(done: () => void): void {
    this.#say('commit', done)
  }

  rollbackTransaction(done: () => void): void {
    this.#say('rollback', done)
  }
}

class RecordingClient extends SqlServerClient {
  override async _query(connection: RecordingConnection, query: Query): Promise<Query> {
    connection.statements.push(query.sql)
    return Object.assign(query, { response: await connection.answer(query.sql) })
  }

  override async releaseConnection(): Promise<void> {}

  override processResponse({ method, response, returning }: Partial<Query>): unknown {
    if (response !== undefined) return response
    if (method === 'first') return undefined
    if (method === 'pluck') return ['id']
    return method === 'update' && !Array.isArray(returning) ? 1 : []
  }
}
