import type { Response } from 'express'
import { NotFound } from '../../shared/errors.ts'
import { openView } from '../../web/outcome.ts'
import type { OpenPage } from '../../web/page.ts'
import { destinationFrom, onTheWay } from '../../web/session/destination.ts'

const STATUS: Record<string, number> = {
  'nhs-app': 403,
  'try-again': 503,
  refused: 403,
  'prove-identity': 403,
  'start-again': 403,
}

/** Someone else's NHS login may be the reason, when people share a device. */
const MAY_BE_SOMEONE_ELSE = ['refused', 'prove-identity']

const view = openView<{
  problem: string
  /** Whether this log-in was a second try. */
  triedBefore: boolean
  logIn: string
  start: string
  tryAgain: string
  someoneElse: string | undefined
}>('log-in/log-in-problem')
const noConsentView = openView('log-in/no-consent')

/** Says what to do after a failed log-in at NHS login. */
export function logInProblem(): OpenPage {
  return {
    show(request, response) {
      const problem = String(request.params.problem)
      const status = Object.hasOwn(STATUS, problem) ? STATUS[problem] : undefined
      if (!status) throw new NotFound()
      const to = destinationFrom(request, request.query.to)
      const values = {
        problem,
        triedBefore: request.query.tried === 'yes',
        logIn: onTheWay('/patient-portal/log-in', response, to),
        start: startOf(response, to),
        tryAgain: startOf(response, to, { tried: 'yes' }),
        someoneElse: MAY_BE_SOMEONE_ELSE.includes(problem) ? asSomeoneElse(response, to) : undefined,
      }
      return view(values, status)
    },
  }
}

/** NHS login prescribes the exact wording of this page ("no consent guidance"). */
export function noConsent(): OpenPage {
  return { show: () => noConsentView({}, 403) }
}

function startOf(response: Response, to?: string, more?: Record<string, string>): string {
  return onTheWay('/patient-portal/log-in/start', response, to, more)
}

/** NHS login then asks who it is, even if a person is still logged in there. */
export function asSomeoneElse(response: Response, to?: string): string {
  return startOf(response, to, { prompt: 'login' })
}
