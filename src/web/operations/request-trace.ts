import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { Request, RequestHandler } from 'express'
import { methodOf, routeOf } from './request-labels.ts'

/** A span for every request, and the place that spans of its statements and calls hang from. */
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
      // What an error page gives the patient to quote.
      'portal.reference': request.reference,
    })
    if (response.statusCode >= 500 || !response.writableFinished)
      span.setStatus({ code: SpanStatusCode.ERROR })
    span.end()
  })
  context.with(trace.setSpan(parent, span), next)
}

/** A trace is gone on with only where a trusted proxy began it; its `tracestate` is anyone's text, so it is not read. */
function parentOf({ app, headers, socket }: Request) {
  const isTrusted: (address: string | undefined, hop: number) => boolean = app.get('trust proxy fn')
  if (!isTrusted(socket.remoteAddress, 0)) return ROOT_CONTEXT
  return propagation.extract(ROOT_CONTEXT, { traceparent: headers.traceparent })
}
