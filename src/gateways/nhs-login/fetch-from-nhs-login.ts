import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { CustomFetch } from 'openid-client'
import { LogInRefused } from '../../shared/errors.ts'
import { readUpTo } from '../read-up-to.ts'

/** NHS login's documents and tokens are a few kilobytes. */
const maxAnswerLength = 256 * 1024

/**
 * Fetch for openid-client: the whole answer is read here, so that a fault of the network or the provider is
 * known from a bad answer. Throws LogInRefused 'try-again' when NHS login is down, slow or failing.
 */
export const fetchFromNhsLogin: CustomFetch = async (url, options) => {
  // The path alone of the address: it is NHS login's own, and nothing is told of what is sent or answered.
  const attributes = { 'http.request.method': options.method, 'url.path': new URL(url).pathname }
  const span = trace.getTracer('portal').startSpan('NHS login', { kind: SpanKind.CLIENT, attributes })
  try {
    const response = await fetch(url, options as RequestInit)
    span.setAttribute('http.response.status_code', response.status)
    const body = await readUpTo(maxAnswerLength, response)
    if (response.status >= 500 || response.status === 429)
      throw new LogInRefused('try-again', 'provider-failing')
    return new Response(body, { status: response.status, headers: response.headers })
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR })
    if (error instanceof LogInRefused) throw error
    if (error instanceof RangeError) throw new LogInRefused('try-again', 'provider-answer-too-long')
    const timedOut = error instanceof Error && error.name === 'TimeoutError'
    throw new LogInRefused('try-again', timedOut ? 'provider-timed-out' : 'provider-unreachable')
  } finally {
    span.end()
  }
}
