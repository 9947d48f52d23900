import { z } from 'zod'
import { readOwnForm } from '../../web/forms.ts'
import { openView } from '../../web/outcome.ts'
import type { OpenPage } from '../../web/page.ts'
import { destroySession, sessionTimeLeft, withoutExtendingSession } from '../../web/session/session.ts'
import { clearExpiredCookie } from '../../web/session/session-cookie.ts'
import { onTheWayToStaff, staffDestinationFrom } from '../../web/session/staff-destination.ts'
import { extendSession, timeLeft } from '../../web/session/time-limit.ts'
import type { StaffServices } from '../feature.ts'

const view = openView<{ stillLoggedIn: boolean; to: string; logIn: string }>('staff-log-in/timed-out')

/**
 * Open pages come here on their own when the session should have ended. Such a request neither extends the session nor
 * ends a live one, which may be in use in another window.
 */
export function timedOut({ clock }: StaffServices): OpenPage {
  return {
    async show(request, response) {
      const to = staffDestinationFrom(request, request.query.to)
      const stillLoggedIn = sessionTimeLeft(request.session, clock.now()).sign > 0
      if (stillLoggedIn) withoutExtendingSession(request, response)
      else if (request.session.staff) await destroySession(request, response)
      else clearExpiredCookie(request, response)
      return view({ stillLoggedIn, to, logIn: onTheWayToStaff('/staff/log-in', to) })
    },
  }
}

/** For the warning before the time-out: returns the time left, and extends the session from the same page. */
export function stayLoggedIn({ clock }: StaffServices): OpenPage {
  return {
    show: async (request, response) => ({ json: await timeLeft(request, response, clock.now()) }),
    submit(request) {
      readOwnForm(z.object({}), request.body)
      return { json: extendSession(request, clock.now()) }
    },
  }
}
