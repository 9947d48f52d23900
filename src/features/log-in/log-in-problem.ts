import { NotFound } from '../../shared/errors.ts'
import type { Page } from '../../web/page.ts'

const STATUS: Record<string, number> = { 'nhs-app': 403, 'try-again': 503, refused: 403 }

/** What to do when NHS login could not say who somebody is. */
export function logInProblem(): Page {
  return {
    show(request, response) {
      const problem = String(request.params.problem)
      const status = Object.hasOwn(STATUS, problem) ? STATUS[problem] : undefined
      if (!status) throw new NotFound()
      response.status(status).render('log-in/log-in-problem', { problem })
    },
  }
}

/** Wording fixed by NHS login ("no consent guidance"), nothing added. */
export function noConsent(): Page {
  return { show: (_request, response) => response.status(403).render('log-in/no-consent') }
}
