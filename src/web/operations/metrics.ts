import type { RequestHandler } from 'express'
import { NotFound } from '../../shared/errors.ts'
import type { Metrics } from '../../shared/metrics.ts'

/**
 * What a Prometheus server reads, from beside the portal. The public comes through a proxy that says so, and finds
 * nothing here even where the proxy should not have let them through.
 */
export function metricsPage({ registry }: Metrics): RequestHandler {
  return async ({ headers }, response) => {
    if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined) throw new NotFound()
    response.type(registry.contentType).send(await registry.metrics())
  }
}
