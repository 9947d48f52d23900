import type { Services } from '../../services.ts'
import { BadRequest } from '../../shared/errors.ts'
import { isNavigation } from '../../web/navigation.ts'
import { redirect } from '../../web/outcome.ts'
import type { OpenPage } from '../../web/page.ts'
import { destinationFrom, onTheWay } from '../../web/session/destination.ts'
import { refuseLogIn } from './refuse-log-in.ts'
import { startLogIn } from './start-log-in.ts'

/**
 * Starts a log-in and redirects to NHS login. It is a link and not a form, because browsers apply form-action to every
 * redirect after a form, and NHS login may redirect between origins that we do not know.
 */
export function start(services: Services): OpenPage {
  return {
    async show(request, response) {
      const to = destinationFrom(request, request.query.to)
      const triedBefore = request.query.tried === 'yes'
      const prompt = request.query.prompt === 'login' ? 'login' : undefined
      if (request.method !== 'GET') return redirect(onTheWay('/patient-portal/log-in', response, to))
      if (!isNavigation(request)) throw new BadRequest()
      if (request.session.identity) return redirect(to)
      return startLogIn(request, response, services, { to, triedBefore, prompt }).catch(error =>
        refuseLogIn(request, response, services, error, { returnTo: to, triedBefore }),
      )
    },
  }
}
