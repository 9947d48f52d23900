import type { Request } from 'express'
import { GUID_PATTERN } from '../../shared/guid.ts'
import { localUrlOf } from '../original-url.ts'
import { MAX_DESTINATION, type PageQueries, withDeclared } from './destination.ts'

/* Where a tab of a member of staff is going while they log in, as `destination.ts` does it for patients. */

export const STAFF_HOME = '/staff'
export const STAFF_TIMED_OUT = '/staff/timed-out'

/** Words of ours, ids and days of clinics. Anything else may be what a person typed, and must not be repeated in an address. */
const STAFF_PATH = new RegExp(`^/staff(/([a-z]+(-[a-z]+)*|${GUID_PATTERN}|day/2\\d{3}-\\d\\d-\\d\\d))*$`)

const NEVER_A_DESTINATION = /^\/staff\/(log-in|log-out|logged-out|timed-out|choose-role|stay-logged-in)(\/|$)/

/** The address of a page for staff, with the parameters that the page declares; the start page for anything else. */
export function staffDestinationFrom({ app }: Request, to: unknown): string {
  const [path = '', query = ''] = typeof to === 'string' ? to.split(/\?(.*)/s) : []
  if (path.length > MAX_DESTINATION || !STAFF_PATH.test(path) || NEVER_A_DESTINATION.test(path))
    return STAFF_HOME
  return withDeclared(path, query, app.locals.staffPageQueries as PageQueries)
}

/** The page of this request. A form has the URL of its page, but its query is not repeated. */
export function requestedStaffPage(request: Request): string {
  const url = localUrlOf(request)
  return staffDestinationFrom(request, request.method === 'GET' ? url : url.replace(/\?.*/s, ''))
}

export function onTheWayToStaff(page: string, to: string = STAFF_HOME): string {
  return to === STAFF_HOME ? page : `${page}?${new URLSearchParams({ to })}`
}
