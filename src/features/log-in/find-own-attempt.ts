import { hash } from 'node:crypto'
import type { Request, Response } from 'express'
import type { Services } from '../../services.ts'
import { type Redirect, redirect } from '../../web/outcome.ts'
import { attemptSecret, sendsCookies } from '../../web/session/attempt-cookies.ts'
import { HOME, onTheWay } from '../../web/session/destination.ts'
import { type FoundAttempt, findAttempt } from './attempt-store.ts'

/**
 * The unused attempt of this browser that a callback belongs to. For any other callback it returns a redirect to a page
 * that says what to do, and changes nothing: anyone can send such a request, so it must not end a session.
 */
export async function findOwnAttempt(
  request: Request,
  response: Response,
  services: Services,
): Promise<FoundAttempt | Redirect> {
  const { state } = request.query
  const isState = typeof state === 'string' && state !== ''
  const attempt = isState ? await findAttempt(services.database, state) : undefined
  const secret = isState ? attemptSecret(request, state) : undefined
  const isOwn = attempt && secret !== undefined && hash('sha256', secret) === attempt.secretHash
  if (isOwn && !attempt.used) return attempt
  if (isOwn) return leadOn(request, response, services, 'state-used', attempt.returnTo)
  if (attempt && !attempt.used && !sendsCookies(request)) {
    count(request, services, 'no-cookie')
    return redirect(onTheWay('/patient-portal/log-in/cookies-needed', response))
  }
  return leadOn(request, response, services, 'state-unknown', HOME)
}

/** Redirects a patient who is logged in to where the tab was going, and any other visitor to a page to log in again. */
export function leadOn(
  request: Request,
  response: Response,
  services: Services,
  reason: 'state-used' | 'state-unknown',
  returnTo: string,
): Redirect {
  count(request, services, reason)
  if (request.session.identity) return redirect(returnTo)
  return redirect(onTheWay('/patient-portal/log-in/problem/start-again', response, returnTo))
}

function count({ reference }: Request, { log, metrics }: Services, reason: string): void {
  metrics.countLogIn('unknown-callback')
  log.info({ reference, reason }, 'callback does not belong to a log-in of this browser')
}
