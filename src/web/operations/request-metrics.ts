import type { RequestHandler } from 'express'
import type { Metrics } from '../../shared/metrics.ts'
import { methodOf, routeOf, statusOf } from './request-labels.ts'

/** Measures the number and duration of requests. */
export function requestMetrics({ requests }: Metrics): RequestHandler {
  return (request, response, next) => {
    const stopTimer = requests.startTimer()
    response.once('close', () =>
      stopTimer({ method: methodOf(request), route: routeOf(request), status: statusOf(response) }),
    )
    next()
  }
}
