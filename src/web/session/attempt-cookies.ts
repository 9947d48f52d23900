import { hash, randomBytes } from 'node:crypto'
import type { CookieOptions, Request, Response } from 'express'
import { areaOf, COOKIES } from './area.ts'
import { cookiesOf, isHttps } from './session-cookie.ts'

/*
 * One cookie for each log-in that a browser has started and not finished, so that log-ins in several tabs do not affect
 * each other. Only the browser that has the cookie can finish its log-in.
 */

/** Starting another log-in clears the oldest cookies beyond this number. */
const MAX_COOKIES = 10

/** Sets the cookie of a new log-in and returns its secret value. The value starts with the time, to find the oldest. */
export function setAttemptCookie(
  request: Request,
  response: Response,
  attempt: { state: string; startedAt: Temporal.Instant; lifetime: Temporal.Duration },
): string {
  const options = optionsFor(request)
  const oldestFirst = [...attemptCookies(request)].toSorted(
    ([, one], [, other]) => timeIn(one) - timeIn(other),
  )
  for (const [name] of oldestFirst.slice(0, Math.max(0, oldestFirst.length - MAX_COOKIES + 1)))
    response.clearCookie(name, options)
  const secret = `${attempt.startedAt.epochMilliseconds}-${randomBytes(32).toString('base64url')}`
  const maxAge = attempt.lifetime.total('milliseconds')
  response.cookie(nameFor(request, attempt.state), secret, { ...options, maxAge })
  return secret
}

/** The secret of this browser for the log-in with this state; undefined if another browser started it. */
export function attemptSecret(request: Request, state: string): string | undefined {
  return attemptCookies(request).get(nameFor(request, state))
}

/** Whether the browser sent any cookie. A browser that refuses ours sends none. */
export function sendsCookies({ headers }: Request): boolean {
  return Boolean(headers.cookie)
}

function attemptCookies(request: Request): Map<string, string> {
  const prefix = prefixFor(request)
  return new Map(
    cookiesOf(request)
      .filter(cookie => cookie.startsWith(prefix))
      .map(cookie => [cookie.slice(0, cookie.indexOf('=')), cookie.slice(cookie.indexOf('=') + 1)]),
  )
}

/** Contains a hash of the state, because cookie names must be short and the state comes from the address. */
function nameFor(request: Request, state: string): string {
  return prefixFor(request) + hash('sha256', state).slice(0, 16)
}

function prefixFor(request: Request): string {
  const { attempt, prefix } = COOKIES[areaOf(request)]
  return isHttps(request) ? prefix + attempt : attempt
}

function optionsFor(request: Request): CookieOptions {
  const { path } = COOKIES[areaOf(request)]
  return { path, secure: isHttps(request), httpOnly: true, sameSite: 'lax' }
}

function timeIn(secret: string): number {
  return Number.parseInt(secret, 10) || 0
}
