import type { Services } from '../../services.ts'
import { openView } from '../../web/outcome.ts'
import type { OpenPage } from '../../web/page.ts'
import {
  clearExpiredCookie,
  destroySession,
  sessionTimeLeft,
  withoutExtendingSession,
} from '../../web/session/session.ts'

const view = openView<{ stillLoggedIn: boolean }>('log-in/timed-out')

/**
 * Pages left open come here by themselves. That is no use of the session, or two pages would keep it alive for ever,
 * and it logs nobody out: they may be using it in another window, and a link from elsewhere may lead here too.
 */
export function timedOut({ clock }: Services): OpenPage {
  return {
    async show(request, response) {
      const stillLoggedIn = sessionTimeLeft(request.session, clock.now()).sign > 0
      if (stillLoggedIn) withoutExtendingSession(request, response)
      else if (request.session.identity) await destroySession(request, response)
      else clearExpiredCookie(request, response)
      return view({ stillLoggedIn })
    },
  }
}
