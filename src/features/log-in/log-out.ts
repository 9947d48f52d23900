import type { Services } from '../../services.ts'
import type { Page } from '../../web/page.ts'
import { clearBrowserData, regenerateSession, saveSession } from '../../web/session/session.ts'

export function logOut({ log }: Services): Page {
  return {
    show(request, response) {
      if (!request.session.identity) return response.redirect(303, '/patient-portal/logged-out')
      response.render('log-in/log-out')
    },
    async submit(request, response) {
      const { identity } = request.session
      await regenerateSession(request)
      request.session.loggedOut = true
      await saveSession(request)
      if (identity) log.info({ reference: request.reference, event: 'authn_logout' }, 'logged out')
      clearBrowserData(response)
      response.redirect(303, '/patient-portal/logged-out')
    },
  }
}

export function loggedOut(): Page {
  return { show: (_request, response) => response.render('log-in/logged-out') }
}
