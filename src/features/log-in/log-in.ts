import type { Services } from '../../services.ts'
import type { Page } from '../../web/page.ts'
import { newFormToken } from '../../web/session/csrf.ts'
import { saveSession } from '../../web/session/session.ts'
import { refuseLogIn } from './refuse-log-in.ts'
import { startLogIn } from './start-log-in.ts'

export function logIn(services: Services): Page {
  return {
    async show(request, response) {
      if (request.session.identity) return response.redirect(303, '/patient-portal')
      // Kept before the page is shown: its form would be of no use without.
      newFormToken(request)
      await saveSession(request)
      response.render('log-in/log-in')
    },
    async submit(request, response) {
      if (request.session.identity) return response.redirect(303, '/patient-portal')
      try {
        const returnTo = request.session.returnTo ?? '/patient-portal'
        await startLogIn(request, response, services, { returnTo })
      } catch (error) {
        await refuseLogIn(request, response, services, error)
      }
    },
  }
}
