import type { Services } from '../../services.ts'
import { openView } from '../../web/outcome.ts'
import type { OpenPage } from '../../web/page.ts'
import { destinationFrom, onTheWay } from '../../web/session/destination.ts'
import { destroySession, sessionTimeLeft, withoutExtendingSession } from '../../web/session/session.ts'
import { clearExpiredCookie } from '../../web/session/session-cookie.ts'

const view = openView<{ stillLoggedIn: boolean; kept: boolean; to: string; logIn: string }>(
  'log-in/timed-out',
)

/**
 * Open pages redirect here on their own when the session should have ended. Such a request does not extend the
 * session, or two open pages would keep it alive for ever. It does not end a live session either, because the patient
 * may be using it in another window, or may have followed a link to this page.
 */
export function timedOut({ clock }: Services): OpenPage {
  return {
    async show(request, response) {
      const stillLoggedIn = sessionTimeLeft(request.session, clock.now()).sign > 0
      if (stillLoggedIn) withoutExtendingSession(request, response)
      else if (request.session.identity) await destroySession(request, response)
      else clearExpiredCookie(request, response)
      const to = destinationFrom(request, request.query.to)
      // Sent here with a form that arrived too late.
      const kept = request.query.kept === 'yes'
      return view({ stillLoggedIn, kept, to, logIn: onTheWay('/patient-portal/log-in', response, to) })
    },
  }
}
