import type { Request, Response } from 'express'
import { type Redirect, redirect } from '../outcome.ts'
import { onTheWay } from './destination.ts'
import { destroySession, endSession } from './session.ts'

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
