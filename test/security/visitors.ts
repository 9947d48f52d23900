import assert from 'node:assert/strict'
import supertest, { type Response } from 'supertest'
import { toColumn } from '../../src/database/columns.ts'
import { someone, someoneLoggedIn } from '../features/appointments/support.ts'
import { cookieOf, tryToLogIn } from '../features/log-in/support.ts'
import { type Agent, hiddenFields, type TestPortal } from '../support/portal.ts'
import { aFilledInForm } from '../web/support.ts'
import { anAddress } from './from-everywhere.ts'
import type { RunningRoute } from './running-app.ts'

/** Someone at a route: what their browser sends, and where. The fields are those of a form that is ready to be sent. */
export interface Visit {
  cookie: string
  path: string
  fields: Record<string, string | string[]>
}

/** `theirs`: the visit of the patient whose page it is. */
type Way = (portal: TestPortal, route: RunningRoute, theirs: Visit) => Promise<Visit>

const BELOW = '/patient-portal'
const LOG_OUT = `${BELOW}/log-out`

/** The patient whose appointment it is, who has come as far as this page. */
export async function theOwner(portal: TestPortal, route: RunningRoute): Promise<Visit> {
  const address = route.address.slice(BELOW.length)
  // Whoever stands before the log-in form is the one person with a form and without a log-in.
  if (route.submits && address !== '/log-in') {
    const { browser, path, fields } = await aFilledInForm(portal, { ...route, address })
    return { cookie: cookieOf(browser), path, fields }
  }
  const { browser, id } = await someoneLoggedIn(portal)
  return { cookie: cookieOf(browser), path: await pathTo(portal, route, id), fields: await ownToken(browser) }
}

const owner: Way = async (_portal, _route, theirs) => theirs

/** The same page of the same appointment, and even the same answers, by somebody else who is logged in. */
const another: Way = async (portal, _route, { path, fields }) => {
  const { browser } = await someoneLoggedIn(portal)
  return { cookie: cookieOf(browser), path, fields: { ...fields, ...(await ownToken(browser)) } }
}

const nobody: Way = (portal, _route, theirs) => withoutLogIn(theirs, portal.browser())

/** NHS login knows them, but not well enough. */
const p5: Way = async (portal, _route, theirs) => {
  const { person } = await someone(portal)
  const browser = portal.browser()
  portal.nhsLogin.person = person
  portal.nhsLogin.misbehaviour = 'P5'
  const refused = await tryToLogIn(portal, browser)
  portal.nhsLogin.misbehaviour = 'none'
  assert.equal(refused.headers.location, `${BELOW}/log-in/problem/refused`)
  return withoutLogIn(theirs, browser)
}

async function withoutLogIn({ path, fields }: Visit, browser: Agent): Promise<Visit> {
  const logIn = hiddenFields((await browser.get(`${BELOW}/log-in`).expect(200)).text)
  return { cookie: cookieOf(browser), path, fields: { ...fields, ...logIn } }
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
  const page = await send(portal, visit, 'get', LOG_OUT)
  const out = await send(portal, { ...visit, fields: hiddenFields(page.text) }, 'post', LOG_OUT)
  assert.equal(out.headers.location, `${BELOW}/logged-out`)
  return visit
}

/** The owner, whom the hospital stopped from using the portal while they were logged in. */
const withdrawn: Way = async (portal, route) => {
  const visit = await theOwner(portal, route)
  await portal.database('patient').update({ portal_access: false })
  return visit
}

/** In the order of the table's columns. Staff get columns of their own here when they can log in. */
export const VISITORS = {
  nobody,
  P5: p5,
  another,
  owner,
  'idle-10m': idle,
  'after-12h': twelveHours,
  'logged-out': loggedOut,
  withdrawn,
}

export type Method = 'get' | 'head' | 'post' | 'put' | 'patch' | 'delete' | 'options' | 'trace'

/** One request with the visit's cookie and fields. Cookies that come back are not kept: each request stands alone. */
export async function send(
  portal: TestPortal,
  { cookie, fields, path }: Visit,
  method: Method,
  elsewhere?: string,
): Promise<Response> {
  const request = supertest(portal.url)
    [method](elsewhere ?? path)
    .redirects(0)
    .set({ Cookie: cookie, 'X-Forwarded-For': anAddress() })
  return method === 'get' || method === 'head' ? request : request.type('form').send(fields)
}

async function ownToken(browser: Agent) {
  return hiddenFields((await browser.get(LOG_OUT).expect(200)).text)
}

/** What stands for each name in a route's address. */
export async function pathTo(portal: TestPortal, { address }: RunningRoute, id: string): Promise<string> {
  if (address === '/assets/:file') return aStaticFile(portal)
  return address.replaceAll(/:(\w+)/g, (_, name) => {
    const value = { appointmentId: id, problem: 'refused' }[String(name)]
    if (!value) throw new Error(`Say in test/security/visitors.ts what stands for :${name}`)
    return value
  })
}

async function aStaticFile(portal: TestPortal): Promise<string> {
  const { text } = await portal.browser().get(`${BELOW}/help/contact`).expect(200)
  return /"(\/assets\/[^"]+\.css)"/.exec(text)?.[1] ?? assert.fail('no page names a style sheet')
}
