import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { CustomFetch } from 'openid-client'
import { LogInRefused } from '../../shared/errors.ts'
import { readUpTo } from '../read-up-to.ts'

/** Bytes. A provider's documents and tokens are a few kilobytes. */
const maxResponseLength = 256 * 1024

/**
 * Fetch for openid-client. It reads the whole body, so that network errors can be told apart from invalid responses.
 * Throws LogInRefused 'try-again' when the provider is down, slow or failing. `provider`: its name in traces.
 */
export async function fetchFromProvider(
  provider: string,
  ...[url, options]: Parameters<CustomFetch>
): Promise<Response> {
  // Only the path is traced, because queries and bodies contain codes and tokens.
  const attributes = { 'http.request.method': options.method, 'url.path': new URL(url).pathname }
  const span = trace.getTracer('portal').startSpan(provider, { kind: SpanKind.CLIENT, attributes })
  try {
    const response = await fetch(url, options as RequestInit)
    span.setAttribute('http.response.status_code', response.status)
    const body = await readUpTo(maxResponseLength, response)
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
