import type { Request, Response } from 'express'
import type { Clock } from '../../shared/clock.ts'
import type { Log } from '../../shared/log.ts'
import { type Redirect, redirect } from '../outcome.ts'
import { onTheWay } from './destination.ts'
import { clearBrowserData, destroySession, endSession, regenerateSession, saveSession } from './session.ts'

/** Ends the session and redirects to a page that needs none. `to`: where the tab is going, if it can log in again. */
export async function endSessionAndRedirect(
  request: Request,
  response: Response,
  page: string,
  to?: string,
): Promise<Redirect> {
  if (request.session.loggedOut) await endSession(request)
  else await destroySession(request, response)
  return redirect(onTheWay(page, response, to))
}

/** Logs the patient out in this browser, whose next log-in must ask for credentials. */
export async function logOutHere(
  request: Request,
  response: Response,
  { clock, log }: { clock: Clock; log: Log },
): Promise<void> {
  const { identity } = request.session
  await regenerateSession(request)
  request.session.loggedOut = clock.now().toString()
  await saveSession(request)
  if (identity) log.info({ reference: request.reference, event: 'authn_logout' }, 'logged out')
  clearBrowserData(response)
}
