import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { RequestHandler } from 'express'
import type { Log } from '../../shared/log.ts'
import { routeOf } from './request-labels.ts'

/** One line a request. The route's template is logged, never the address: it may hold what a stranger put there. */
export function requestLog(log: Log): RequestHandler {
  return (request, response, next) => {
    request.reference = randomUUID().slice(0, 8)
    const began = performance.now()
    response.once('close', () => {
      log.info(
        {
          reference: request.reference,
          correlationId: request.correlationId,
          method: request.method,
          route: routeOf(request),
          status: response.statusCode,
          finished: response.writableFinished,
          milliseconds: Math.round(performance.now() - began),
        },
        'request',
      )
    })
    next()
  }
}
