import type { Request, RequestHandler, Response } from 'express'
import type { Actor } from '../../shared/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import type { Log } from '../../shared/log.ts'
import { isInsideNhsApp } from '../nhs-app.ts'
import { type Disclosure, type Redirect, redirect, sendOutcome } from '../outcome.ts'
import { onTheWay, requestedPage, TIMED_OUT } from './destination.ts'
import { endSessionAndRedirect } from './end-session.ts'
import { sessionTimeLeft } from './session.ts'
import { hasExpiredSessionCookie } from './session-cookie.ts'
import { inMinutes, refreshOf, secondsUntilLogOut } from './time-limit.ts'

/** The patient with this id; undefined if they may not use the portal. */
type FindUser = (patientId: string) => Promise<{ name: string } | undefined>

interface Access {
  clock: Clock
  /** Called for every request, so that a trust can withdraw access immediately. */
  findUser: FindUser
  /** Audits a disclosure before it is sent. */
  recordDisclosure(actor: Actor, disclosure: Disclosure): Promise<void>
}

/** Sets what the layout of all pages needs to know about the log-in. */
export function exposeLogInState(clock: Clock): RequestHandler {
  return (request, response, next) => {
    const secondsLeft = secondsUntilLogOut(request.session, clock.now())
    const to = requestedPage(request)
    Object.assign(response.locals, {
      loggedIn: secondsLeft > 0,
      secondsLeft,
      timeToAnswer: inMinutes(secondsLeft),
      refresh: refreshOf(secondsLeft, response, to),
      timedOut: onTheWay(TIMED_OUT, response, to),
    })
    next()
  }
}

/**
 * Shows whose record is open on pages for every visitor. Without the database these pages work too, so a failure is
 * logged and the name is left out.
 */
export function showPatientName(findUser: FindUser, log: Log): RequestHandler {
  return async (request, response, next) => {
    const { identity } = request.session
    if (response.locals.loggedIn && identity)
      response.locals.patientName = await findUser(identity.patientId).then(
        user => user?.name,
        error => log.error({ reference: request.reference, error }, 'reading the name of the patient failed'),
      )
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
  { clock, findUser, recordDisclosure }: Access,
): Promise<Redirect | undefined> {
  const { identity } = request.session
  if (!identity) return redirect(pageToLogIn(request, response))
  if (sessionTimeLeft(request.session, clock.now()).sign <= 0)
    return endSessionAndRedirect(request, response, TIMED_OUT, requestedPage(request))
  const user = await findUser(identity.patientId)
  if (!user) return endSessionAndRedirect(request, response, '/patient-portal/log-in/cannot-show')

  const { patientId, sessionId } = identity
  response.locals.patientName = user.name
  request.actor = { kind: 'patient', patientId, sessionId }
  request.recordDisclosure = disclosure => recordDisclosure(request.actor, disclosure)
  return undefined
}

/** The address says where the tab was going, so that every tab gets there after its log-in. */
function pageToLogIn(request: Request, response: Response): string {
  const to = requestedPage(request)
  if (hasExpiredSessionCookie(request)) return onTheWay(TIMED_OUT, response, to)
  // Inside the NHS App only the app can start a log-in.
  if (isInsideNhsApp(response)) return onTheWay('/patient-portal/log-in/problem/nhs-app', response)
  return onTheWay('/patient-portal/log-in', response, to)
}
