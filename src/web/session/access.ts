import type { Request, RequestHandler, Response } from 'express'
import type { Actor } from '../../shared/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import { isInsideNhsApp } from '../nhs-app.ts'
import { localUrlOf } from '../original-url.ts'
import { answer, type Disclosure, type Redirect, redirect } from '../outcome.ts'
import { endSessionAndRedirect } from './end-session.ts'
import { broughtExpiredSession, saveSession, sessionTimeLeft } from './session.ts'
import { secondsUntilLogOut } from './time-limit.ts'

declare module 'express-session' {
  interface SessionData {
    /** Where a person was going when they were asked to log in: a path of ours, with its query. */
    returnTo?: string
  }
}

/** Longer than any of ours: strangers must not fill the session store with what they ask for. */
const MAX_URL_LENGTH = 2000

interface Access {
  clock: Clock
  /** Asked at every request, so that a trust's "no" takes effect at once. */
  mayUse(patientId: string): Promise<boolean>
  /** Writes down what an actor is about to be shown. */
  recordDisclosure(actor: Actor, disclosure: Disclosure): Promise<void>
}

/** For the looks of pages open to anyone. */
export function exposeLogInState(clock: Clock): RequestHandler {
  return (request, response, next) => {
    const secondsLeft = secondsUntilLogOut(request.session, clock.now())
    Object.assign(response.locals, { loggedIn: secondsLeft > 0, secondsLeft })
    next()
  }
}

/** Lets a logged-in patient through and says who acts; sends everyone else to the page that helps them. */
export function requirePatient(access: Access): RequestHandler {
  return async (request, response, next) => {
    const away = await refuse(request, response, access)
    if (away) return answer(request, response, away)
    next()
  }
}

/** Where to send who is not let in; undefined for the patient who is. */
async function refuse(
  request: Request,
  response: Response,
  { clock, mayUse, recordDisclosure }: Access,
): Promise<Redirect | undefined> {
  const { identity } = request.session
  if (!identity) return leadToLogIn(request, response)
  if (sessionTimeLeft(request.session, clock.now()).sign <= 0)
    return endSessionAndRedirect(request, response, '/patient-portal/timed-out')
  if (!(await mayUse(identity.patientId)))
    return endSessionAndRedirect(request, response, '/patient-portal/log-in/cannot-show')

  const { patientId, sessionId } = identity
  request.actor = { kind: 'patient', patientId, sessionId }
  request.recordDisclosure = disclosure => recordDisclosure(request.actor, disclosure)
  return undefined
}

async function leadToLogIn(request: Request, response: Response): Promise<Redirect> {
  const hadOne = broughtExpiredSession(request)
  const fromNhsApp = isInsideNhsApp(response)
  // Our forms post to their own address, so a post that came too late goes back to its page.
  const address = localUrlOf(request)
  const returnTo =
    request.method === 'GET' && address.length <= MAX_URL_LENGTH
      ? address
      : address.replace(/\?.*/, '').slice(0, MAX_URL_LENGTH)
  // The first page is where a log-in leads anyway: nothing to keep.
  if (returnTo !== (request.session.returnTo ?? request.baseUrl) || fromNhsApp) {
    request.session.returnTo = returnTo
    if (fromNhsApp) request.session.fromNhsApp = true
    await saveSession(request)
  }
  if (hadOne) return redirect(`/patient-portal/timed-out${fromNhsApp ? '?from=nhsApp' : ''}`)
  return redirect(
    fromNhsApp ? '/patient-portal/log-in/problem/nhs-app?from=nhsApp' : '/patient-portal/log-in',
  )
}
