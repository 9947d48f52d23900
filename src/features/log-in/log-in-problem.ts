import { NotFound } from '../../shared/errors.ts'
import { openView } from '../../web/outcome.ts'
import type { OpenPage } from '../../web/page.ts'
import { destinationFrom, onTheWay } from '../../web/session/destination.ts'

const STATUS: Record<string, number> = { 'nhs-app': 403, 'try-again': 503, refused: 403, 'start-again': 403 }

const view = openView<{ problem: string; logIn: string }>('log-in/log-in-problem')
const noConsentView = openView('log-in/no-consent')

/** Says what to do after a failed log-in at NHS login. */
export function logInProblem(): OpenPage {
  return {
    show(request, response) {
      const problem = String(request.params.problem)
      const status = Object.hasOwn(STATUS, problem) ? STATUS[problem] : undefined
      if (!status) throw new NotFound()
      const logIn = onTheWay('/patient-portal/log-in', response, destinationFrom(request.query.to))
      return view({ problem, logIn }, status)
    },
  }
}

/** NHS login prescribes the exact wording of this page ("no consent guidance"). */
export function noConsent(): OpenPage {
  return { show: () => noConsentView({}, 403) }
}
