import type { Services } from '../../services.ts'
import { openView, redirect } from '../../web/outcome.ts'
import type { OpenPage } from '../../web/page.ts'
import { clearBrowserData, regenerateSession, saveSession } from '../../web/session/session.ts'

const view = openView('log-in/log-out')
const loggedOutView = openView('log-in/logged-out')

export function logOut({ clock, log }: Services): OpenPage {
  return {
    show: request => (request.session.identity ? view() : redirect('/patient-portal/logged-out')),
    async submit(request, response) {
      const { identity } = request.session
      await regenerateSession(request)
      request.session.loggedOut = clock.now().toString()
      await saveSession(request)
      if (identity) log.info({ reference: request.reference, event: 'authn_logout' }, 'logged out')
      clearBrowserData(response)
      return redirect('/patient-portal/logged-out')
    },
  }
}

export function loggedOut(): OpenPage {
  return { show: () => loggedOutView() }
}
