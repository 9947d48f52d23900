import type { Services } from '../../services.ts'
import type { Page } from '../../web/page.ts'
import { refuseLogIn } from './refuse-log-in.ts'
import { startLogIn } from './start-log-in.ts'

export function logIn(services: Services): Page {
  return {
    show(request, response) {
      if (request.session.identity) return response.redirect(303, '/patient-portal')
      response.render('log-in/log-in')
    },
    async submit(request, response) {
      if (request.session.identity) return response.redirect(303, '/patient-portal')
      try {
        const returnTo = request.session.returnTo ?? '/patient-portal'
        await startLogIn(request, response, services, { returnTo })
      } catch (error) {
        await refuseLogIn(request, response, services.log, error)
      }
    },
  }
}
