import type { Services } from '../../services.ts'
import type { Page } from '../../web/page.ts'
import { forgetPages, freshSession, saveSession } from '../../web/session.ts'

export function logOut({ log }: Services): Page {
  return {
    show(request, response) {
      if (!request.session.identity) return response.redirect(303, '/patient-portal/logged-out')
      response.render('log-in/log-out')
    },
    async submit(request, response) {
      const { identity } = request.session
      await freshSession(request)
      request.session.loggedOut = true
      await saveSession(request)
      if (identity) log.info({ reference: request.reference, event: 'authn_logout' }, 'logged out')
      forgetPages(response)
      response.redirect(303, '/patient-portal/logged-out')
    },
  }
}

export function loggedOut(): Page {
  return { show: (_request, response) => response.render('log-in/logged-out') }
}
