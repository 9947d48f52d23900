import type { Knex } from 'knex'
import type { Database } from './database.ts'
import { SqliteClient } from './sqlite-client.ts'

type Build<Values extends readonly Knex.Value[]> = (
  database: Database,
  ...values: Values
) => Knex.QueryBuilder

interface Written {
  sql: string
  bindings: readonly unknown[]
}

/** Stand for the values while a query is written: numbers that no query of ours contains. */
const FIRST_MARK = 9_007_199_000_000_000

let sent = 0

/**
 * A query whose text is always the same: Knex writes it once, and then it is only sent with other values, because Knex
 * takes longer than SQLite. `build` may pass its values on to Knex, but not look at them. Works in transactions too.
 */
export function fixedQuery<Values extends readonly Knex.Value[], Result>(
  build: Build<Values>,
): (database: Database, ...values: Values) => Promise<Result> {
  // By settings, because each transaction has a client of its own.
  const writtenFor = new WeakMap<Knex.Config, Written>()
  return async (database, ...values) => {
    const { client } = database
    const written = writtenFor.get(client.config) ?? write(database, build, values.length)
    writtenFor.set(client.config, written)
    const query = {
      ...written,
      bindings: written.bindings.map(binding => valueFor(binding, values)),
      __knexQueryUid: `fixed-${++sent}`,
    }
    const atOnce = client instanceof SqliteClient ? client.runAtOnce(database, query) : undefined
    const result = client.processResponse(atOnce ?? (await answerOf(client, query)))
    client.emit('query-response', result, query)
    return result
  }
}

async function answerOf(client: Database['client'], query: object): Promise<object> {
  const connection = await client.acquireConnection()
  try {
    return await client.query(connection, query)
  } finally {
    await client.releaseConnection(connection)
  }
}

function write<Values extends readonly Knex.Value[]>(
  database: Database,
  build: Build<Values>,
  count: number,
): Written {
  const marks = Array.from({ length: count }, (_, index) => FIRST_MARK + index)
  return build(database, ...(marks as unknown as Values)).toSQL() as unknown as Written
}

function valueFor(binding: unknown, values: readonly Knex.Value[]): unknown {
  const index = typeof binding === 'number' ? binding - FIRST_MARK : -1
  return index >= 0 && index < values.length ? values[index] : binding
}
