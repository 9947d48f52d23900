import type { Request, Response } from 'express'
import { isInsideNhsApp } from './nhs-app.ts'
import { forgetSession, freshSession } from './session.ts'

/** Ends the session and goes to a page that needs none, remembering only whether it is shown inside the NHS App. */
export async function leave(request: Request, response: Response, page: string): Promise<void> {
  await freshSession(request)
  forgetSession(request, response)
  response.redirect(303, isInsideNhsApp(response) ? `${page}?from=nhsApp` : page)
}
