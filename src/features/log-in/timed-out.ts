import type { Services } from '../../services.ts'
import type { Page } from '../../web/page.ts'
import { forgetDeadSession, forgetSession, longestStay, withoutUse } from '../../web/session.ts'

/**
 * Pages left open come here by themselves. That is no use of the session, or two pages would keep it alive for ever,
 * and it logs nobody out: they may be using it in another window, and a link from elsewhere may lead here too.
 */
export function timedOut({ clock }: Services): Page {
  return {
    async show(request, response) {
      const stillLoggedIn = longestStay(request.session, clock.now()).sign > 0
      if (stillLoggedIn) withoutUse(request, response)
      else if (request.session.identity) await forgetSession(request, response)
      else forgetDeadSession(request, response)
      response.render('log-in/timed-out', { stillLoggedIn })
    },
  }
}
