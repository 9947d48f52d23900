import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { RequestHandler } from 'express'
import type { Log } from '../../shared/log.ts'
import { routeOf } from './request-labels.ts'

/** Logs one line for each request, with the route template instead of the URL, which may contain any text. */
export function requestLog(log: Log): RequestHandler {
  return (request, response, next) => {
    request.reference = randomUUID().slice(0, 8)
    const startedAt = performance.now()
    response.once('close', () => {
      log.info(
        {
          reference: request.reference,
          correlationId: request.correlationId,
          method: request.method,
          route: routeOf(request),
          status: response.statusCode,
          finished: response.writableFinished,
          milliseconds: Math.round(performance.now() - startedAt),
        },
        'request',
      )
    })
    next()
  }
}
