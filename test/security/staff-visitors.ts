import { toColumn } from '../../src/database/columns.ts'
import { roleMay, STAFF_ROLES } from '../../src/shared/permissions.ts'
import { hiddenFields } from '../support/page.ts'
import type { TestPortal } from '../support/portal.ts'
import type { Route } from '../support/routes/routes.ts'
import { send, type Visit } from '../support/routes/send.ts'
import { type AtRoute, aFilledInForm, comeTo, isForStaff } from '../support/routes/visit.ts'
import { cookieOf } from '../support/session-cookie.ts'
import { aLoggedInStaffMember, staffFormToken } from '../support/staff.ts'
import { codeOf } from '../support/staff-login/roles.ts'

/** Members of staff at a route, for the table of who meets what where. */

type Way = (portal: TestPortal, route: Route, theirs: Visit) => Promise<Visit>

/** Somebody whom a page for staff is for. At a page of patients, a member of the booking team. */
export async function staffAt(portal: TestPortal, route: Route): Promise<Visit> {
  if (!isForStaff(route)) {
    const { browser } = await aLoggedInStaffMember(portal)
    return visitOf({ browser, path: '' }, await staffFormToken(browser))
  }
  if (route.form) {
    const filledIn = await aFilledInForm(portal, route)
    return visitOf(filledIn, filledIn.fields)
  }
  const there = await comeTo(portal, route)
  const isLoggedIn = cookieOf(there.browser, 'staff-sid') !== ''
  // What is open to anyone is visited by somebody who is logged in.
  const browser = isLoggedIn ? there.browser : (await aLoggedInStaffMember(portal)).browser
  return visitOf({ ...there, browser }, await staffFormToken(browser))
}

function visitOf({ browser, params, path }: AtRoute, fields: Visit['fields']): Visit {
  return { cookie: cookieOf(browser, 'staff-sid'), path, params, fields }
}

/** At a page of patients they go to the address of the owner. */
const staff: Way = async (portal, route, theirs) => {
  const visit = await staffAt(portal, route)
  return isForStaff(route) ? visit : { ...visit, path: theirs.path }
}

/** Of another trust, in the same role, with the path of theirs and their own answers. */
const otherTrust: Way = async (portal, route, theirs) => {
  const visit = await staff(portal, route, theirs)
  return { ...visit, path: theirs.path }
}

/** In a role that may not open the page; at one for every role, in the last of them. */
const otherRole: Way = async (portal, route, theirs) => {
  const visit = await staff(portal, route, theirs)
  const { permission } = route
  if (!permission) return visit
  const role = STAFF_ROLES.find(each => !roleMay(each, permission)) ?? 'auditor'
  const { browser } = await aLoggedInStaffMember(portal, { code: codeOf(role) })
  return {
    ...visit,
    cookie: cookieOf(browser, 'staff-sid'),
    fields: { ...visit.fields, ...(await staffFormToken(browser)) },
  }
}

/** 15 minutes after they last did something. */
const idle: Way = async (portal, route, theirs) => {
  const visit = await staff(portal, route, theirs)
  portal.clock.pass({ minutes: 15, seconds: 1 })
  return visit
}

/** Twelve hours after the log-in, never idle in between. */
const twelveHours: Way = async (portal, route, theirs) => {
  const visit = await staff(portal, route, theirs)
  portal.clock.pass({ hours: 12, seconds: 1 })
  const alive = toColumn(portal.clock.now().add({ minutes: 9 }))
  await portal.database('session').update({ expires_at: alive })
  return visit
}

/** Whoever kept the cookie after they logged out. */
const loggedOut: Way = async (portal, route, theirs) => {
  const visit = await staff(portal, route, theirs)
  const logOut = { ...visit, path: '/staff/log-out' }
  const page = await send(portal, logOut, 'get')
  await send(portal, { ...logOut, fields: hiddenFields(page.text) }, 'post')
  return visit
}

export const STAFF_VISITORS = {
  staff,
  'other-trust': otherTrust,
  'other-role': otherRole,
  'staff-15m': idle,
  'staff-12h': twelveHours,
  'staff-out': loggedOut,
}
