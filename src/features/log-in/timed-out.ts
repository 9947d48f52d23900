import type { Page } from '../../web/page.ts'
import { forgetSession } from '../../web/session.ts'

export function timedOut(): Page {
  return {
    async show(request, response) {
      // The page may have moved here by itself a moment before the session runs out on our side.
      if (request.session.identity) await forgetSession(request, response)
      response.render('log-in/timed-out', { loggedIn: false })
    },
  }
}
