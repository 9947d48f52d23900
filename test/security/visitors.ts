import assert from 'node:assert/strict'
import { toColumn } from '../../src/database/columns.ts'
import { tryToLogIn } from '../features/log-in/support.ts'
import { aPatient } from '../support/builders.ts'
import { formToken } from '../support/form.ts'
import { hiddenFields } from '../support/page.ts'
import { aLoggedInPatient, newPerson } from '../support/person.ts'
import type { Agent, TestPortal } from '../support/portal.ts'
import type { Route } from '../support/routes/routes.ts'
import { send, type Visit } from '../support/routes/send.ts'
import { type AtRoute, aFilledInForm, aPatientAt, comeTo, isForStaff } from '../support/routes/visit.ts'
import { cookieOf } from '../support/session-cookie.ts'
import { STAFF_VISITORS, staffAt } from './staff-visitors.ts'

/** `theirs`: the visit of the patient whose page it is. */
type Way = (portal: TestPortal, route: Route, theirs: Visit) => Promise<Visit>

const BELOW = '/patient-portal'
const LOG_OUT = `${BELOW}/log-out`

/**
 * The patient a page is about, who has come as far as it; at what is open to anyone, a patient who is logged in. At a page
 * for staff, a patient who sends the session of a patient as if it were one of staff.
 */
export async function theOwner(portal: TestPortal, route: Route): Promise<Visit> {
  if (isForStaff(route)) {
    const { path, params } = await staffAt(portal, route)
    return withToken({ browser: (await aLoggedInPatient(portal)).browser, path, params })
  }
  if (route.group !== 'patient') return withToken(await aPatientAt(portal, route))
  if (!route.form) return withToken(await comeTo(portal, route))
  const { browser, fields, params, path } = await aFilledInForm(portal, route)
  return { cookie: cookieOf(browser), path, params, fields }
}

async function withToken({ browser, params, path }: AtRoute): Promise<Visit> {
  return { cookie: cookieOf(browser), path, params, fields: await formToken(browser) }
}

const owner: Way = async (_portal, _route, theirs) => theirs

/** Another patient who has come as far at a page of their own, at the owner's page and with the owner's answers. */
const another: Way = async (portal, route, { path, fields }) => {
  const other = await theOwner(portal, route)
  return { cookie: other.cookie, path, fields: { ...fields, _csrf: String(other.fields._csrf) } }
}

const nobody: Way = (portal, _route, theirs) => withoutLogIn(theirs, portal.browser())

/** NHS login knows them, but not well enough. */
const p5: Way = async (portal, _route, theirs) => {
  const person = newPerson()
  await aPatient(portal.database, person)
  const browser = portal.browser()
  portal.nhsLogin.person = person
  portal.nhsLogin.misbehaviour = 'P5'
  const refused = await tryToLogIn(portal, browser)
  portal.nhsLogin.misbehaviour = 'none'
  assert.equal(refused.headers.location, `${BELOW}/log-in/problem/prove-identity`)
  return withoutLogIn(theirs, browser)
}

async function withoutLogIn({ path, fields }: Visit, browser: Agent): Promise<Visit> {
  await browser.get(`${BELOW}/log-in`).expect(200)
  return { cookie: cookieOf(browser), path, fields }
}

/** The owner, after ten minutes of doing nothing. */
const idle: Way = async (portal, route) => {
  const visit = await theOwner(portal, route)
  portal.clock.pass({ minutes: 10, seconds: 1 })
  return visit
}

/** The owner, twelve hours after the log-in, never idle in between: their session is kept alive as use would. */
const twelveHours: Way = async (portal, route) => {
  const visit = await theOwner(portal, route)
  portal.clock.pass({ hours: 12, seconds: 1 })
  const alive = toColumn(portal.clock.now().add({ minutes: 9 }))
  await portal.database('session').update({ expires_at: alive })
  return visit
}

/** Whoever kept the owner's cookie, after the owner has logged out. */
const loggedOut: Way = async (portal, route) => {
  const visit = await theOwner(portal, route)
  const page = await send(portal, { ...visit, path: LOG_OUT }, 'get')
  const out = await send(portal, { ...visit, path: LOG_OUT, fields: hiddenFields(page.text) }, 'post')
  assert.equal(out.headers.location, `${BELOW}/logged-out`)
  return visit
}

/** The owner, whom the hospital stopped from using the portal while they were logged in. */
const withdrawn: Way = async (portal, route) => {
  const visit = await theOwner(portal, route)
  await portal.database('patient').update({ portal_access: false })
  return visit
}

/** In the order of the table's columns. */
export const VISITORS = {
  nobody,
  P5: p5,
  another,
  owner,
  'idle-10m': idle,
  'after-12h': twelveHours,
  'logged-out': loggedOut,
  withdrawn,
  ...STAFF_VISITORS,
}
