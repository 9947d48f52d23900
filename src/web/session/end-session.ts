import type { Request, Response } from 'express'
import { isInsideNhsApp } from '../nhs-app.ts'
import { destroySession, endSession } from './session.ts'

/** Ends the session and goes to a page that needs none, remembering only whether it is shown inside the NHS App. */
export async function endSessionAndRedirect(
  request: Request,
  response: Response,
  page: string,
): Promise<void> {
  if (request.session.loggedOut) await endSession(request)
  else await destroySession(request, response)
  response.redirect(303, isInsideNhsApp(response) ? `${page}?from=nhsApp` : page)
}
