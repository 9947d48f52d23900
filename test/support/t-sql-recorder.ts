import knex from 'knex'
import type { Transaction } from '../../src/database/database.ts'

interface Query {
  sql: string
  method?: string
  response?: unknown
  returning?: unknown
}

interface Client {
  acquireConnection(): Promise<object>
  releaseConnection(): Promise<void>
  _query(connection: object, query: Query): Promise<Query>
  processResponse(query: Query): unknown
}

/** SQL Server that is not there: Knex's own dialect writes the statements, and they are kept instead of sent. */
export function recordTSql(): { database: Transaction; statements: string[] } {
  const statements: string[] = []
  const database = knex({ client: 'mssql' })
  const client = database.client as Client
  client.acquireConnection = async () => ({ __knexUid: 'recorder' })
  client.releaseConnection = async () => {}
  client._query = async (_connection, query) => {
    statements.push(query.sql)
    return query
  }
  client.processResponse = ({ method, returning }) =>
    method === 'first' ? undefined : method === 'update' && !Array.isArray(returning) ? 1 : []
  return { database: database as unknown as Transaction, statements }
}
