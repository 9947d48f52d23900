import type { Request, Response } from 'express'
import { isInsideNhsApp } from '../nhs-app.ts'
import { type Redirect, redirect } from '../outcome.ts'
import { destroySession, endSession } from './session.ts'

/** Ends the session and redirects to a page that needs none. The query says whether the page is inside the NHS App. */
export async function endSessionAndRedirect(
  request: Request,
  response: Response,
  page: string,
): Promise<Redirect> {
  if (request.session.loggedOut) await endSession(request)
  else await destroySession(request, response)
  return redirect(isInsideNhsApp(response) ? `${page}?from=nhsApp` : page)
}
