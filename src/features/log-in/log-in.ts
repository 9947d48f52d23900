import { openView, redirect } from '../../web/outcome.ts'
import type { OpenPage } from '../../web/page.ts'
import { destinationFrom, onTheWay } from '../../web/session/destination.ts'

const view = openView<{ start: string }>('log-in/log-in')

/** The page with the NHS login button, a link that starts the log-in. */
export function logIn(): OpenPage {
  return {
    show(request, response) {
      const to = destinationFrom(request, request.query.to)
      if (request.session.identity) return redirect(to)
      return view({ start: onTheWay('/patient-portal/log-in/start', response, to) })
    },
  }
}
