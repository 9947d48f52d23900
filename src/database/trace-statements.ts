import { type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { Database } from './database.ts'

/** What Knex tells of a statement; its bindings hold what patients wrote, and are never looked at. */
interface Statement {
  __knexQueryUid?: string
  sql: string
}

/** The longest text of a statement that is kept: a list of many rows says no more than its beginning. */
const MAX_LENGTH = 2000

/** A span for every statement of a traced request: its text with placeholders, and how long it took. */
export function traceStatements(database: Database): void {
  const system = database.client.dialect === 'mssql' ? 'microsoft.sql_server' : 'sqlite'
  const underWay = new Map<string, Span>()

  database.on('query', ({ __knexQueryUid: id, sql }: Statement) => {
    if (!id || !trace.getActiveSpan()) return
    const attributes = { 'db.system.name': system, 'db.query.text': sql.slice(0, MAX_LENGTH) }
    const name = /^\w+/.exec(sql)?.[0].toLowerCase() ?? 'statement'
    underWay.set(id, trace.getTracer('portal').startSpan(name, { kind: SpanKind.CLIENT, attributes }))
  })
  database.on('query-response', (_response: unknown, { __knexQueryUid: id }: Statement) => end(id))
  database.on('query-error', (_error: unknown, { __knexQueryUid: id }: Statement) => end(id, true))

  function end(id: string | undefined, failed = false): void {
    if (!id) return
    const span = underWay.get(id)
    if (failed) span?.setStatus({ code: SpanStatusCode.ERROR })
    span?.end()
    underWay.delete(id)
  }
}
