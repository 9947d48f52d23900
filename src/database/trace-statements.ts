import { type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { Database } from './database.ts'

/** The used part of Knex's query event. The bindings are not traced, because they contain personal data. */
interface Statement {
  __knexQueryUid?: string
  sql: string
}

/** Maximum characters of a statement. The end of a longer one is only a repetitive list of placeholders. */
const MAX_LENGTH = 2000

/** Creates a span for every statement of a traced request, with its duration and its text with placeholders. */
export function traceStatements(database: Database): void {
  const system = database.client.dialect === 'mssql' ? 'microsoft.sql_server' : 'sqlite'
  const spans = new Map<string, Span>()

  database.on('query', ({ __knexQueryUid: id, sql }: Statement) => {
    if (!id || !trace.getActiveSpan()) return
    const attributes = { 'db.system.name': system, 'db.query.text': sql.slice(0, MAX_LENGTH) }
    const name = /^\w+/.exec(sql)?.[0].toLowerCase() ?? 'statement'
    spans.set(id, trace.getTracer('portal').startSpan(name, { kind: SpanKind.CLIENT, attributes }))
  })
  database.on('query-response', (_response: unknown, { __knexQueryUid: id }: Statement) => end(id))
  database.on('query-error', (_error: unknown, { __knexQueryUid: id }: Statement) => end(id, true))

  function end(id: string | undefined, failed = false): void {
    if (!id) return
    const span = spans.get(id)
    if (failed) span?.setStatus({ code: SpanStatusCode.ERROR })
    span?.end()
    spans.delete(id)
  }
}
