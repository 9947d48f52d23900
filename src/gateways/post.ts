import { readUpTo } from './read-up-to.ts'

/** The response of an external service. */
export interface ServiceResponse {
  status: number
  /** Undefined when the response is not JSON. */
  body: unknown
  /** Milliseconds, from the Retry-After header. */
  retryAfter?: number
}

/** Bytes. Real responses are a message or a list of numbers. */
const MAX_RESPONSE_LENGTH = 256 * 1024

/** The service sent no usable response. `reason` is a fixed code for the log. */
export class NoResponse extends Error {
  readonly reason: 'timed-out' | 'unreachable' | 'answer-too-long' | 'stopped'

  constructor(reason: NoResponse['reason']) {
    super(`No response: ${reason}`)
    this.reason = reason
  }
}

/** Posts JSON and reads the whole response. Does not follow redirects. Throws {@link NoResponse}. */
export async function post(
  url: string,
  {
    headers,
    body,
    timeoutSeconds,
    signal,
  }: {
    headers: Record<string, string>
    body: string
    timeoutSeconds: number
    signal?: AbortSignal | undefined
  },
): Promise<ServiceResponse> {
  const timeout = new AbortController()
  const timer = setTimeout(() => timeout.abort(), timeoutSeconds * 1000)
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...headers },
      body,
      redirect: 'manual',
      signal: signal ? AbortSignal.any([timeout.signal, signal]) : timeout.signal,
    })
    const retryAfter = readRetryAfter(response.headers.get('Retry-After'))
    return {
      status: response.status,
      body: parseJson(await readText(response)),
      ...(retryAfter !== undefined && { retryAfter }),
    }
  } catch (error) {
    if (error instanceof NoResponse) throw error
    if (signal?.aborted) throw new NoResponse('stopped')
    throw new NoResponse(timeout.signal.aborted ? 'timed-out' : 'unreachable')
  } finally {
    clearTimeout(timer)
  }
}

/** Reads the body as text. Throws {@link NoResponse} when it is too long. */
export async function readText(response: Response): Promise<string> {
  try {
    return await (await readUpTo(MAX_RESPONSE_LENGTH, response)).text()
  } catch (error) {
    throw error instanceof RangeError ? new NoResponse('answer-too-long') : error
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const ONE_HOUR = 60 * 60 * 1000

/** Milliseconds, at most one hour. The header contains seconds or a date (RFC 9110 10.2.3). */
function readRetryAfter(header: string | null): number | undefined {
  if (header === null) return undefined
  const milliseconds = /^\d{1,9}$/.test(header)
    ? Number(header) * 1000
    : Date.parse(header) - Temporal.Now.instant().epochMilliseconds
  return Number.isNaN(milliseconds) ? undefined : Math.min(Math.max(0, milliseconds), ONE_HOUR)
}
