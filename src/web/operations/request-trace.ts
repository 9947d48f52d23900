import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { Request, RequestHandler } from 'express'
import { methodOf, routeOf } from './request-labels.ts'

/** Creates a span for every request. Spans of its statements and calls become its children. */
export const requestTrace: RequestHandler = (request, response, next) => {
  const method = methodOf(request)
  const parent = parentOf(request)
  const span = trace.getTracer('portal').startSpan(method, { kind: SpanKind.SERVER }, parent)
  response.once('close', () => {
    const route = routeOf(request)
    span.updateName(`${method} ${route}`)
    span.setAttributes({
      'http.request.method': method,
      'http.route': route,
      'http.response.status_code': response.statusCode,
      // The code that an error page shows to the patient.
      'portal.reference': request.reference,
    })
    if (response.statusCode >= 500 || !response.writableFinished)
      span.setStatus({ code: SpanStatusCode.ERROR })
    span.end()
  })
  context.with(trace.setSpan(parent, span), next)
}

/**
 * Continues a trace only when a trusted proxy started it. `tracestate` is not read, because it may contain any text.
 */
function parentOf({ app, headers, socket }: Request) {
  const isTrusted: (address: string | undefined, hop: number) => boolean = app.get('trust proxy fn')
  if (!isTrusted(socket.remoteAddress, 0)) return ROOT_CONTEXT
  return propagation.extract(ROOT_CONTEXT, { traceparent: headers.traceparent })
}
