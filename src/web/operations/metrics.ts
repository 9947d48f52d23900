import type { RequestHandler } from 'express'
import { NotFound } from '../../shared/errors.ts'
import type { Metrics } from '../../shared/metrics.ts'

/**
 * The metrics page for Prometheus, which must connect directly. Requests of the public come through a proxy, which adds
 * a forwarding header, and get a 404 even if the proxy is misconfigured.
 */
export function metricsPage({ registry }: Metrics): RequestHandler {
  return async ({ headers }, response) => {
    if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined) throw new NotFound()
    response.type(registry.contentType).send(await registry.metrics())
  }
}
