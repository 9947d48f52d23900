import type { Request, Response } from 'express'
import { BadRequest } from '../../shared/errors.ts'
import { isNavigation } from '../../web/navigation.ts'
import { openView, type Redirect, redirect } from '../../web/outcome.ts'
import type { OpenPage } from '../../web/page.ts'
import { limitLogIn } from '../../web/rate-limits.ts'
import { setAttemptCookie } from '../../web/session/attempt-cookies.ts'
import { checkSessionStore } from '../../web/session/session.ts'
import { onTheWayToStaff, staffDestinationFrom } from '../../web/session/staff-destination.ts'
import type { StaffServices } from '../feature.ts'
import { refuseLogIn } from './refuse-log-in.ts'
import { saveStaffAttempt } from './staff-attempt-store.ts'

/** How long a member of staff may take at their provider. */
const LOG_IN_TIMEOUT = Temporal.Duration.from({ minutes: 30 })

const view = openView<{ start: string }>('staff-log-in/log-in')

export function logIn(): OpenPage {
  return {
    show(request) {
      const to = staffDestinationFrom(request, request.query.to)
      if (request.session.staff) return redirect(to)
      return view({ start: onTheWayToStaff('/staff/log-in/start', to) })
    },
  }
}

/**
 * Starts a log-in and redirects to the provider. It is a link and not a form, because browsers apply form-action to every
 * redirect after a form. Each tab has an attempt of its own. A person who is logged in may start one to log in anew.
 */
export function start(services: StaffServices): OpenPage {
  return {
    async show(request, response) {
      const to = staffDestinationFrom(request, request.query.to)
      if (request.method !== 'GET') return redirect(onTheWayToStaff('/staff/log-in', to))
      if (!isNavigation(request)) throw new BadRequest()
      return startAttempt(request, response, services, to).catch(error =>
        refuseLogIn(request, services, error, to),
      )
    },
  }
}

async function startAttempt(
  request: Request,
  response: Response,
  { clock, database, rateLimits, staffLogin }: StaffServices,
  returnTo: string,
): Promise<Redirect> {
  await limitLogIn(rateLimits, request)
  await checkSessionStore(request)
  const { url, pending } = await staffLogin.start()
  const startedAt = clock.now()
  const { state } = pending
  const secret = setAttemptCookie(request, response, { state, startedAt, lifetime: LOG_IN_TIMEOUT })
  const attempt = { ...pending, returnTo, expiresAt: startedAt.add(LOG_IN_TIMEOUT) }
  await saveStaffAttempt(database, attempt, secret)
  return redirect(url.href)
}
