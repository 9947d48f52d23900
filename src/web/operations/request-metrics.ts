import type { RequestHandler } from 'express'
import type { Metrics } from '../../shared/metrics.ts'
import { methodOf, routeOf, statusOf } from './request-labels.ts'

/** Counts every request and how long it took. */
export function requestMetrics({ requests }: Metrics): RequestHandler {
  return (request, response, next) => {
    const took = requests.startTimer()
    response.once('close', () =>
      took({ method: methodOf(request), route: routeOf(request), status: statusOf(response) }),
    )
    next()
  }
}
