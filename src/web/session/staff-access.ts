import type { Request, RequestHandler, Response } from 'express'
import { type Actor, requireStaffPermission, type StaffActor } from '../../shared/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import { ROLE_NAMES, roleMay, type StaffPermission } from '../../shared/permissions.ts'
import { type Disclosure, type Redirect, redirect, sendOutcome } from '../outcome.ts'
import { destroySession, sessionTimeLeft } from './session.ts'
import { hasExpiredSessionCookie } from './session-cookie.ts'
import { onTheWayToStaff, requestedStaffPage, STAFF_TIMED_OUT } from './staff-destination.ts'
import { inMinutes, secondsUntilLogOut } from './time-limit.ts'

/** An entry of the menu. It is shown to those who may open its page. */
export interface StaffMenuEntry {
  text: string
  href: string
  /** What its pages set as `here`. */
  name: string
  permission: StaffPermission
}

/** Sets what the layout of pages for staff needs to know about the log-in. */
export function exposeStaffState(clock: Clock, menu: readonly StaffMenuEntry[]): RequestHandler {
  return (request, response, next) => {
    const { staff } = request.session
    const secondsLeft = secondsUntilLogOut(request.session, clock.now())
    const timedOut = onTheWayToStaff(STAFF_TIMED_OUT, requestedStaffPage(request))
    const chosen = staff?.chosen
    Object.assign(response.locals, {
      loggedIn: secondsLeft > 0,
      secondsLeft,
      timeToAnswer: inMinutes(secondsLeft),
      refresh: { seconds: secondsLeft, url: timedOut },
      timedOut,
      staffName: staff?.name,
      staffRole: chosen && ROLE_NAMES[chosen.role],
      trustName: chosen?.trustName,
      hasSeveralRoles: (staff?.posts.length ?? 0) > 1,
      menu: chosen ? menu.filter(({ permission }) => roleMay(chosen.role, permission)) : [],
    })
    next()
  }
}

interface StaffAccess {
  clock: Clock
  /** Audits a disclosure before it is sent. */
  recordDisclosure(actor: Actor, disclosure: Disclosure): Promise<void>
  /** Asked before anything of one patient is shown. Throws `ReasonNeeded`. Returns until when a sensitive record is open. */
  requireReason(actor: StaffActor, patientId: string, isForm: boolean): Promise<Temporal.Instant | undefined>
}

/** Sets `request.actor` for staff who are logged in and have chosen a role, and redirects everyone else. */
export function requireStaff({ clock, recordDisclosure, requireReason }: StaffAccess): RequestHandler {
  return async (request, response, next) => {
    const refusal = await refuseStranger(request, response, clock)
    const { staff } = request.session ?? {}
    if (refusal || !staff?.chosen)
      return sendOutcome(request, response, refusal ?? redirect('/staff/choose-role'))
    const { role, trustOdsCode } = staff.chosen
    const { sessionId, userId } = staff
    const actor: StaffActor = { kind: 'staff', userId, role, trustOdsCode, sessionId }
    request.actor = actor
    request.openRecord = patientId => requireReason(actor, patientId, request.method === 'POST')
    request.recordDisclosure = disclosure => recordDisclosure(request.actor, disclosure)
    next()
  }
}

/**
 * Before a form about one patient changes anything: whose it is, its address or its field `patient` says. Runs after
 * {@link requireStaff}.
 */
export function requireReasonForForms(
  requireReason: (actor: StaffActor, patientId: string) => Promise<void>,
): RequestHandler {
  return async ({ actor, body, method, params }, _response, next) => {
    const patientId = params.patientId ?? Object(body).patient
    if (method === 'POST' && actor.kind === 'staff' && typeof patientId === 'string')
      await requireReason(actor, patientId)
    next()
  }
}

/** Runs after {@link requireStaff}. */
export function requirePermissionFor(permission: StaffPermission): RequestHandler {
  return (request, _response, next) => {
    requireStaffPermission(request.actor, permission)
    next()
  }
}

async function refuseStranger(
  request: Request,
  response: Response,
  clock: Clock,
): Promise<Redirect | undefined> {
  const { staff } = request.session
  const to = requestedStaffPage(request)
  if (!staff)
    return redirect(onTheWayToStaff(hasExpiredSessionCookie(request) ? STAFF_TIMED_OUT : '/staff/log-in', to))
  if (sessionTimeLeft(request.session, clock.now()).sign <= 0) {
    await destroySession(request, response)
    return redirect(onTheWayToStaff(STAFF_TIMED_OUT, to))
  }
  return staff.chosen ? undefined : redirect(onTheWayToStaff('/staff/choose-role', to))
}
