import type { Services } from '../../services.ts'
import { openView, redirect } from '../../web/outcome.ts'
import type { OpenPage } from '../../web/page.ts'
import { logOutHere } from '../../web/session/end-session.ts'

const view = openView('log-in/log-out')
const loggedOutView = openView('log-in/logged-out')

export function logOut(services: Services): OpenPage {
  return {
    show: request => (request.session.identity ? view() : redirect('/patient-portal/logged-out')),
    async submit(request, response) {
      await logOutHere(request, response, services)
      return redirect('/patient-portal/logged-out')
    },
  }
}

export function loggedOut(): OpenPage {
  return { show: () => loggedOutView() }
}
