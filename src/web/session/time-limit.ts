import type { Request, Response } from 'express'
import type { SessionData } from 'express-session'
import { markOf } from './csrf.ts'
import { onTheWay, STILL_THERE, TIMED_OUT } from './destination.ts'
import { idleTimeLeft, sessionTimeLeft, withoutExtendingSession, withoutSession } from './session.ts'

/**
 * Seconds until the log-out if the patient does not use the portal after this request: the idle limit since the use that
 * was noted last, or less at the end of a long session.
 */
export function secondsUntilLogOut(session: Partial<SessionData>, now: Temporal.Instant): number {
  const limit = sessionTimeLeft(session, now)
  return limit.sign > 0 ? Math.floor(Math.min(seconds(limit), seconds(idleTimeLeft(session, now)))) : 0
}

/** Without scripts a page asks this many seconds before the log-out, as with scripts. */
export const ASKED_BEFORE = 60

/** Where a page without a form goes by itself where there are no scripts, and after how many seconds. */
export interface Refresh {
  seconds: number
  url: string
}

/** Asks a minute before the log-out. At the very end of a long session there is nothing to ask. */
export function refreshOf(secondsLeft: number, response: Response, to?: string): Refresh {
  return secondsLeft > ASKED_BEFORE
    ? { seconds: secondsLeft - ASKED_BEFORE, url: onTheWay(STILL_THERE, response, to) }
    : { seconds: secondsLeft, url: onTheWay(TIMED_OUT, response, to) }
}

/** The time in words, rounded down. */
export function inMinutes(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  if (minutes < 1) return 'less than 1 minute'
  return minutes === 1 ? '1 minute' : `${minutes} minutes`
}

/**
 * For the page that asks: its own request does not extend the session, because the browser makes it. The page goes to the
 * time-out page by itself. Returns the seconds left, 0 when the session has ended.
 */
export async function askWithoutExtending(
  request: Request,
  response: Response,
  { now, to }: { now: Temporal.Instant; to: string },
): Promise<number> {
  const { session, sessionID, sessionStore } = request
  const maxSeconds = secondsUntilLogOut(session, now)
  const left = maxSeconds > 0 ? sessionStore.timeLeft(sessionID) : undefined
  const idle = await left?.catch(error => {
    // The page of this error must not extend the session either.
    withoutSession(request)
    throw error
  })
  if (!idle || idle.sign <= 0) return 0
  // Rounded up: a browser that came a moment too early would still be logged in.
  const secondsLeft = Math.ceil(Math.min(seconds(idle), maxSeconds))
  const timedOut = onTheWay(TIMED_OUT, response, to)
  Object.assign(response.locals, { secondsLeft, timedOut, refresh: { seconds: secondsLeft, url: timedOut } })
  // The first page of a session makes its token, which must be saved.
  if (!session.csrfToken) return secondsLeft
  response.locals.csrfToken()
  response.locals.sessionMark()
  withoutSession(request)
  return secondsLeft
}

/** The response to `public/time-limit.js`. */
interface TimeLeft {
  /** Identifies the session. It differs from the page's when another patient has logged in since. */
  session: string
  /** 0 when the patient is logged out. */
  secondsLeft: number
  /** The value that `secondsLeft` would have after the session is extended. */
  maxSeconds: number
}

/** Returns the time left without extending the session, because the script of an open page calls this repeatedly. */
export async function timeLeft(
  request: Request,
  response: Response,
  now: Temporal.Instant,
): Promise<TimeLeft> {
  const { session, sessionID, sessionStore } = request
  const maxSeconds = secondsUntilLogOut(session, now)
  // First of all, so that an error of the store does not extend it either.
  withoutExtendingSession(request, response)
  const idle = maxSeconds > 0 ? await sessionStore.timeLeft(sessionID) : undefined
  const secondsLeft = idle && idle.sign > 0 ? Math.floor(Math.min(seconds(idle), maxSeconds)) : 0
  return { session: markOf(session.csrfToken), secondsLeft, maxSeconds }
}

/** Returns the time left. The request extends the session like any page. */
export function extendSession({ session }: Request, now: Temporal.Instant): TimeLeft {
  const maxSeconds = secondsUntilLogOut(session, now)
  return { session: markOf(session.csrfToken), secondsLeft: maxSeconds, maxSeconds }
}

function seconds(duration: Temporal.Duration): number {
  return duration.total('seconds')
}
