import type { Request, RequestHandler, Response } from 'express'
import type { Actor } from '../../shared/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import { isInsideNhsApp } from '../nhs-app.ts'
import { localUrlOf } from '../original-url.ts'
import { type Disclosure, type Redirect, redirect, sendOutcome } from '../outcome.ts'
import { endSessionAndRedirect } from './end-session.ts'
import { hasExpiredSessionCookie, saveSession, sessionTimeLeft } from './session.ts'
import { secondsUntilLogOut } from './time-limit.ts'

declare module 'express-session' {
  interface SessionData {
    /** The page that the patient requested before the log-in: a path of ours, with its query. */
    returnTo?: string
  }
}

/** Longer than all our URLs. Visitors must not be able to fill the session store. */
const MAX_URL_LENGTH = 2000

interface Access {
  clock: Clock
  /** Called for every request, so that a trust can withdraw access immediately. */
  mayUse(patientId: string): Promise<boolean>
  /** Audits a disclosure before it is sent. */
  recordDisclosure(actor: Actor, disclosure: Disclosure): Promise<void>
}

/** Sets `loggedIn` and `secondsLeft` for the layout of all pages. */
export function exposeLogInState(clock: Clock): RequestHandler {
  return (request, response, next) => {
    const secondsLeft = secondsUntilLogOut(request.session, clock.now())
    Object.assign(response.locals, { loggedIn: secondsLeft > 0, secondsLeft })
    next()
  }
}

/** Sets `request.actor` for a logged-in patient, and redirects everyone else to a page that explains why. */
export function requirePatient(access: Access): RequestHandler {
  return async (request, response, next) => {
    const refusal = await authenticate(request, response, access)
    if (refusal) return sendOutcome(request, response, refusal)
    next()
  }
}

/** Returns a redirect when the request has no patient who may use the portal. */
async function authenticate(
  request: Request,
  response: Response,
  { clock, mayUse, recordDisclosure }: Access,
): Promise<Redirect | undefined> {
  const { identity } = request.session
  if (!identity) return redirectToLogIn(request, response)
  if (sessionTimeLeft(request.session, clock.now()).sign <= 0)
    return endSessionAndRedirect(request, response, '/patient-portal/timed-out')
  if (!(await mayUse(identity.patientId)))
    return endSessionAndRedirect(request, response, '/patient-portal/log-in/cannot-show')

  const { patientId, sessionId } = identity
  request.actor = { kind: 'patient', patientId, sessionId }
  request.recordDisclosure = disclosure => recordDisclosure(request.actor, disclosure)
  return undefined
}

async function redirectToLogIn(request: Request, response: Response): Promise<Redirect> {
  const hasTimedOut = hasExpiredSessionCookie(request)
  const fromNhsApp = isInsideNhsApp(response)
  // Forms post to the URL of their page, so after a late post the patient returns to that page.
  const url = localUrlOf(request)
  const returnTo =
    request.method === 'GET' && url.length <= MAX_URL_LENGTH
      ? url
      : url.replace(/\?.*/, '').slice(0, MAX_URL_LENGTH)
  // A log-in leads to the home page by default, so that URL is not stored.
  if (returnTo !== (request.session.returnTo ?? request.baseUrl) || fromNhsApp) {
    request.session.returnTo = returnTo
    if (fromNhsApp) request.session.fromNhsApp = true
    await saveSession(request)
  }
  if (hasTimedOut) return redirect(`/patient-portal/timed-out${fromNhsApp ? '?from=nhsApp' : ''}`)
  return redirect(
    fromNhsApp ? '/patient-portal/log-in/problem/nhs-app?from=nhsApp' : '/patient-portal/log-in',
  )
}
