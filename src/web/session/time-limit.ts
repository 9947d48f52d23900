import type { Request, Response } from 'express'
import type { SessionData } from 'express-session'
import { markOf } from './csrf.ts'
import { idleLimit, sessionTimeLeft, withoutExtendingSession } from './session.ts'

/** How many seconds people may stay when they use the portal now: until they have been idle, or here, for too long. */
export function secondsUntilLogOut(session: Partial<SessionData>, now: Temporal.Instant): number {
  const limit = sessionTimeLeft(session, now)
  return limit.sign > 0 ? Math.floor(Math.min(seconds(limit), seconds(idleLimit(session)))) : 0
}

/** What `public/time-limit.js` is told. */
interface TimeLeft {
  /** Whose page it is: another's, when somebody else has logged in since. */
  session: string
  /** 0 when they are logged out. */
  secondsLeft: number
  /** What `secondsLeft` would be after use: no more than it is when they have been here for as long as they may. */
  maxSeconds: number
}

/** How long is left. Asking is no use: a page left open would ask for ever. */
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

/** Being asked for this is use of the session like any page. */
export function extendSession({ session }: Request, now: Temporal.Instant): TimeLeft {
  const maxSeconds = secondsUntilLogOut(session, now)
  return { session: markOf(session.csrfToken), secondsLeft: maxSeconds, maxSeconds }
}

function seconds(duration: Temporal.Duration): number {
  return duration.total('seconds')
}
