import type { Request, Response } from 'express'
import type { Services } from '../../services.ts'
import { LogInRefused } from '../../shared/errors.ts'
import type { Redirect } from '../../web/outcome.ts'
import { endSessionAndRedirect } from '../../web/session/end-session.ts'

const PAGES = {
  'consent-not-given': '/patient-portal/log-in/no-consent',
  'single-sign-on-failed': '/patient-portal/log-in/problem/nhs-app',
  'for-someone-else': '/patient-portal/log-in/for-someone-else',
  'try-again': '/patient-portal/log-in/problem/try-again',
  refused: '/patient-portal/log-in/problem/refused',
} as const

/** Ends the session after a failed log-in, and redirects to the page that says what to do. Rethrows any other error. */
export async function refuseLogIn(
  request: Request,
  response: Response,
  { log, metrics }: Pick<Services, 'log' | 'metrics'>,
  error: unknown,
): Promise<Redirect> {
  if (!(error instanceof LogInRefused)) throw error
  metrics.countLogIn(error.failure)
  log.warn(
    {
      reference: request.reference,
      event: 'authn_login_fail',
      failure: error.failure,
      reason: error.reason,
    },
    'log-in refused',
  )
  return endSessionAndRedirect(request, response, PAGES[error.failure])
}
