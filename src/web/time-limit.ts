import type { Request, Response } from 'express'
import type { SessionData } from 'express-session'
import { markOf } from './csrf.ts'
import { idleLimit, longestStay, withoutUse } from './session.ts'

/** How many seconds people may stay when they use the portal now: until they have been idle, or here, for too long. */
export function secondsToStay(session: Partial<SessionData>, now: Temporal.Instant): number {
  const most = longestStay(session, now)
  return most.sign > 0 ? Math.floor(Math.min(seconds(most), seconds(idleLimit(session)))) : 0
}

/** What `public/time-limit.js` is told. */
interface TimeLeft {
  /** Whose page it is: another's, when somebody else has logged in since. */
  session: string
  /** 0 when they are logged out. */
  secondsLeft: number
  /** What `secondsLeft` would be after use: no more than it is when they have been here for as long as they may. */
  mostSeconds: number
}

/** Says how long is left. Asking is no use: a page left open would ask for ever. */
export async function sayTimeLeft(
  request: Request,
  response: Response,
  now: Temporal.Instant,
): Promise<void> {
  const { session, sessionID, sessionStore } = request
  const mostSeconds = secondsToStay(session, now)
  const idle = mostSeconds > 0 ? await sessionStore.timeLeft(sessionID) : undefined
  const secondsLeft = idle && idle.sign > 0 ? Math.floor(Math.min(seconds(idle), mostSeconds)) : 0
  withoutUse(request, response)
  const left: TimeLeft = { session: markOf(session.csrfToken), secondsLeft, mostSeconds }
  response.json(left)
}

/** Being asked for this is use of the session like any page. */
export function stay({ session }: Request, response: Response, now: Temporal.Instant): void {
  const mostSeconds = secondsToStay(session, now)
  const left: TimeLeft = { session: markOf(session.csrfToken), secondsLeft: mostSeconds, mostSeconds }
  response.json(left)
}

function seconds(duration: Temporal.Duration): number {
  return duration.total('seconds')
}
