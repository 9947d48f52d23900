import type { Services } from '../../services.ts'
import { openView, redirect } from '../../web/outcome.ts'
import type { OpenPage } from '../../web/page.ts'
import { newFormToken } from '../../web/session/csrf.ts'
import { saveSession } from '../../web/session/session.ts'
import { refuseLogIn } from './refuse-log-in.ts'
import { startLogIn } from './start-log-in.ts'

const view = openView('log-in/log-in')

export function logIn(services: Services): OpenPage {
  return {
    async show(request) {
      if (request.session.identity) return redirect('/patient-portal')
      // Saved before the page is sent, because the form cannot be submitted without the token.
      newFormToken(request)
      await saveSession(request)
      return view()
    },
    async submit(request, response) {
      if (request.session.identity) return redirect('/patient-portal')
      try {
        const returnTo = request.session.returnTo ?? '/patient-portal'
        return await startLogIn(request, services, { returnTo })
      } catch (error) {
        return await refuseLogIn(request, response, services, error)
      }
    },
  }
}
