import type { Request, Response } from 'express'
import { isInsideNhsApp } from '../nhs-app.ts'
import { localUrlOf } from '../original-url.ts'

/*
 * Where a tab is going while the patient logs in. It is in the address of each page on the way, not in the session,
 * because each tab has its own.
 */

export const HOME = '/patient-portal'

/** Longer than all our URLs; the column `log_in_attempt.return_to` has this length. */
const MAX_LENGTH = 500

/** Pages on the way to a log-in or a log-out, and a script's address: none is a place to arrive at. */
const NEVER_A_DESTINATION = /^\/patient-portal\/(log-in|log-out|logged-out|timed-out|stay-logged-in)(\/|$)/

/** The path and query of one of our pages; the home page for anything else. A file becomes the page that links to it. */
export function destinationFrom(to: unknown): string {
  if (typeof to !== 'string' || !/^\/patient-portal([/?]|$)/.test(to)) return HOME
  const [path = '', query] = to.split(/\?(.*)/s)
  if (/[^\x21-\x7e]|\\|#/.test(to) || path.includes('//') || NEVER_A_DESTINATION.test(path)) return HOME
  const page = path.replace(/\/calendar$/, '')
  const full = query ? `${page}?${query}` : page
  if (full.length <= MAX_LENGTH) return full
  return page.length <= MAX_LENGTH ? page : HOME
}

/** The page of this request. A form has the URL of its page, but its query is not repeated. */
export function requestedPage(request: Request): string {
  const url = localUrlOf(request)
  return destinationFrom(request.method === 'GET' ? url : url.replace(/\?.*/s, ''))
}

/** The address of a page that leads to a log-in: it says whether it is inside the NHS App, and where the tab is going. */
export function onTheWay(page: string, response: Response, to: string = HOME): string {
  const query = new URLSearchParams()
  if (isInsideNhsApp(response)) query.set('from', 'nhsApp')
  if (to !== HOME) query.set('to', to)
  return query.size > 0 ? `${page}?${query}` : page
}
