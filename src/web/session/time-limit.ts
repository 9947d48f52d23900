import type { Request, Response } from 'express'
import type { SessionData } from 'express-session'
import { markOf } from './csrf.ts'
import { idleLimit, sessionTimeLeft, withoutExtendingSession } from './session.ts'

/**
 * Seconds until the log-out if the patient uses the portal now: the idle limit, or less at the end of a long session.
 */
export function secondsUntilLogOut(session: Partial<SessionData>, now: Temporal.Instant): number {
  const limit = sessionTimeLeft(session, now)
  return limit.sign > 0 ? Math.floor(Math.min(seconds(limit), seconds(idleLimit(session)))) : 0
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
  const idle = maxSeconds > 0 ? await sessionStore.timeLeft(sessionID) : undefined
  const secondsLeft = idle && idle.sign > 0 ? Math.floor(Math.min(seconds(idle), maxSeconds)) : 0
  withoutExtendingSession(request, response)
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
