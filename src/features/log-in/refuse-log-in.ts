import type { Request, Response } from 'express'
import type { Services } from '../../services.ts'
import { LogInRefused } from '../../shared/errors.ts'
import { type Redirect, redirect } from '../../web/outcome.ts'
import { onTheWay } from '../../web/session/destination.ts'
import { endSessionAndRedirect } from '../../web/session/end-session.ts'
import type { LogInAttempt } from './attempt-store.ts'

const PAGES = {
  'consent-not-given': '/patient-portal/log-in/no-consent',
  'single-sign-on-failed': '/patient-portal/log-in/problem/nhs-app',
  'for-someone-else': '/patient-portal/log-in/for-someone-else',
  'prove-identity': '/patient-portal/log-in/problem/prove-identity',
  'try-again': '/patient-portal/log-in/problem/try-again',
  refused: '/patient-portal/log-in/problem/refused',
} as const

/** Refusals of links that anyone can make without NHS login. They are counted apart, because others raise an alert. */
const MALFORMED_LINK = ['asserted-identity-malformed', 'asserted-identity-issued', 'asserted-identity-expiry']

/**
 * After a failed log-in, redirects to the page that says what to do. A log-in by a link of the NHS App also ends the
 * session, because the person in the NHS App may not be the person logged in here. Rethrows any other error.
 */
export async function refuseLogIn(
  request: Request,
  response: Response,
  { log, metrics }: Pick<Services, 'log' | 'metrics'>,
  error: unknown,
  { byLink, returnTo, triedBefore }: Partial<LogInAttempt>,
): Promise<Redirect> {
  if (!(error instanceof LogInRefused)) throw error
  metrics.countLogIn(MALFORMED_LINK.includes(error.reason) ? 'malformed-link' : error.failure)
  log.warn(
    {
      reference: request.reference,
      event: 'authn_login_fail',
      failure: error.failure,
      reason: error.reason,
    },
    'log-in refused',
  )
  const page = PAGES[error.failure]
  if (!byLink) return redirect(onTheWay(page, response, returnTo, triedBefore ? { tried: 'yes' } : {}))
  const canTryAgain = error.failure === 'try-again' || error.failure === 'refused'
  return endSessionAndRedirect(request, response, page, canTryAgain ? returnTo : undefined)
}
