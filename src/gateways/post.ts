import { readUpTo } from './read-up-to.ts'

/** What a service outside answered: its status, its JSON if it was any, and how long it wants to be left alone. */
export interface Answer {
  status: number
  body: unknown
  /** Milliseconds. */
  retryAfter?: number
}

/** Answers are a line or a list of numbers. */
const MAX_ANSWER_LENGTH = 256 * 1024

/** What went wrong, in a fixed word for the log: no answer came. */
export class Unanswered extends Error {
  readonly reason: 'timed-out' | 'unreachable' | 'answer-too-long' | 'stopped'

  constructor(reason: Unanswered['reason']) {
    super(`Not answered: ${reason}`)
    this.reason = reason
  }
}

/** Posts JSON and reads the whole answer. A redirect is an answer like any other. Throws {@link Unanswered}. */
export async function post(
  url: string,
  {
    headers,
    body,
    seconds,
    signal,
  }: {
    headers: Record<string, string>
    body: string
    seconds: number
    signal?: AbortSignal | undefined
  },
): Promise<Answer> {
  const tooLong = new AbortController()
  const timer = setTimeout(() => tooLong.abort(), seconds * 1000)
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...headers },
      body,
      redirect: 'manual',
      signal: signal ? AbortSignal.any([tooLong.signal, signal]) : tooLong.signal,
    })
    const retryAfter = readRetryAfter(response.headers.get('Retry-After'))
    return {
      status: response.status,
      body: asJson(await readText(response)),
      ...(retryAfter !== undefined && { retryAfter }),
    }
  } catch (error) {
    if (error instanceof Unanswered) throw error
    if (signal?.aborted) throw new Unanswered('stopped')
    throw new Unanswered(tooLong.signal.aborted ? 'timed-out' : 'unreachable')
  } finally {
    clearTimeout(timer)
  }
}

/** The text of an answer, up to what any of theirs may be. */
export async function readText(response: Response): Promise<string> {
  try {
    return await (await readUpTo(MAX_ANSWER_LENGTH, response)).text()
  } catch (error) {
    throw error instanceof RangeError ? new Unanswered('answer-too-long') : error
  }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const MAX_PAUSE = 60 * 60 * 1000

/** Seconds or a date (RFC 9110 10.2.3), and never more than an hour, whatever it says. */
function readRetryAfter(header: string | null): number | undefined {
  if (header === null) return undefined
  const milliseconds = /^\d{1,9}$/.test(header)
    ? Number(header) * 1000
    : Date.parse(header) - Temporal.Now.instant().epochMilliseconds
  return Number.isNaN(milliseconds) ? undefined : Math.min(Math.max(0, milliseconds), MAX_PAUSE)
}
