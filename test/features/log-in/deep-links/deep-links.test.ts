import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { aClinic, anAppointment, aPatient, testPerson } from '../../../support/builders.ts'
import { TestPortal } from '../../../support/portal.ts'
import { cookieOf, withCookie } from '../../../support/session-cookie.ts'
import { answerOf, assertNotLoggedIn, comeFromNhsApp, openLink } from '../support.ts'

let portal: TestPortal
const [person, another] = [testPerson(1), testPerson(2)]
let appointment: string
const LIST = '/patient-portal/appointments'
const SSO_FAILED = '/patient-portal/log-in/problem/nhs-app'

before(async () => {
  portal = await TestPortal.start()
  const patient = await aPatient(portal.database, person)
  await aPatient(portal.database, another)
  const clinic = await aClinic(portal.database)
  const when = { now: portal.clock.now(), in: { days: 7 } }
  appointment = `/patient-portal/appointment/${await anAppointment(portal.database, patient, clinic, when)}`
})
after(() => portal.close())
beforeEach(async () => {
  portal.nhsLogin.misbehaviour = 'none'
  portal.nhsLogin.person = person
  await portal.database('session').delete()
})

for (const [order, query] of Object.entries({
  'the token last': 'from=nhsApp&extSystemName=portal&trackingId=tracking-canary&assertedLoginIdentity=TOKEN',
  'the token first':
    'assertedLoginIdentity=TOKEN&trackingId=tracking-canary&from=nhsApp&extSystemName=portal',
  'trackingid in small letters': 'trackingid=tracking-canary&assertedLoginIdentity=TOKEN&from=nhsApp',
  'the token alone': 'assertedLoginIdentity=TOKEN',
  'names in other letter case': 'ASSERTEDLOGINIDENTITY=TOKEN&TrackingID=tracking-canary&extsystemname=portal',
}))
  test(`a deep link with ${order} redirects through NHS login to a clean address, without questions`, async () => {
    const browser = portal.browser()
    const token = await portal.nhsLogin.newAssertedLoginIdentity()
    const away = await browser.get(`${appointment}?${query.replace('TOKEN', token)}`).expect(303)
    const address = new URL(String(away.headers.location))
    assert.equal(address.origin, portal.nhsLogin.issuer)
    assert.equal(address.searchParams.get('prompt'), 'none')
    assert.deepEqual(address.searchParams.getAll('asserted_login_identity'), [token])
    address.searchParams.delete('asserted_login_identity')
    const rest = decodeURIComponent(address.href)
    for (const kept of [
      appointment,
      appointment.split('/').at(-1) ?? '',
      'trackingId',
      'tracking-canary',
      token,
    ])
      assert.ok(!rest.includes(kept), kept)
    assert.equal(away.headers['referrer-policy'], 'no-referrer')
    assert.equal(away.headers['cache-control'], 'no-cache, no-store, max-age=0')

    const back = await browser.get(await answerOf(portal, String(away.headers.location))).expect(303)
    assert.equal(back.headers.location, appointment)
    await browser.get(appointment).expect(200)
    const kept = JSON.stringify(await portal.database('session').select('data'))
    assert.ok(!kept.includes(token) && !portal.logged.join().includes(token))
  })

test('the link’s own query is kept in order, without what the NHS App added', async () => {
  const browser = portal.browser()
  const back = await comeFromNhsApp(portal, browser, `${LIST}?past=2&trackingId=x&upcoming=1&from=nhsApp`)
  assert.equal(back.headers.location, `${LIST}?past=2&upcoming=1`)
})

test('a query longer than any of the portal’s is dropped, because proxies drop such redirects', async () => {
  const response = await portal.browser().get(`${LIST}?trackingId=x&past=${"'".repeat(4000)}`)
  assert.equal(response.headers.location, `/patient-portal/log-in?to=${encodeURIComponent(LIST)}`)
})

test('a patient who is logged in and opens their own deep link gets a new session', async () => {
  const browser = await portal.logIn(person)
  const cookie = cookieOf(browser)
  const back = await comeFromNhsApp(portal, browser, appointment)
  assert.equal(back.headers.location, appointment)
  assert.notEqual(cookieOf(browser), cookie)
  await withCookie(portal, cookie).expect(303)
})

test('another person’s deep link ends the current session when it is known who they are', async () => {
  const browser = await portal.logIn(person)
  const cookie = cookieOf(browser)
  portal.nhsLogin.person = another
  const away = await openLink(portal, browser, appointment)
  await withCookie(portal, cookie).expect(200)
  const back = await browser.get(await answerOf(portal, String(away.headers.location)))
  assert.equal(back.headers.location, appointment)
  await withCookie(portal, cookie).expect(303)
  await browser.get(appointment).expect(404)
})

for (const [misbehaviour, page, keeps] of [
  ['sso-login-required', 'problem/nhs-app'],
  ['server-error', 'problem/try-again', 'keeps its destination'],
  ['wrong-key', 'problem/refused', 'keeps its destination'],
  ['consent-not-given', 'no-consent'],
] as const)
  test(`the session is ended when the log-in of another person’s deep link fails with ${misbehaviour}`, async () => {
    const browser = await portal.logIn(person)
    const cookie = cookieOf(browser)
    portal.nhsLogin.person = another
    portal.nhsLogin.misbehaviour = misbehaviour
    const back = await comeFromNhsApp(portal, browser, appointment)
    const to = keeps ? `?to=${encodeURIComponent(appointment)}` : ''
    assert.equal(back.headers.location, `/patient-portal/log-in/${page}${to}`)
    await assertNotLoggedIn(portal, browser, [cookie])
  })

test('a link used again redirects to an error page, without a redirect loop', async () => {
  const browser = portal.browser()
  const token = await portal.nhsLogin.newAssertedLoginIdentity()
  const link = `${appointment}?from=nhsApp&assertedLoginIdentity=${token}`
  const visited: string[] = []
  for (const use of ['first', 'second', 'third']) {
    const away = await browser.get(link).expect(303)
    const back = await browser.get(await answerOf(portal, String(away.headers.location))).expect(303)
    visited.push(String(back.headers.location))
    const page = await browser.get(String(back.headers.location))
    assert.equal(page.status, use === 'first' ? 200 : 403)
  }
  assert.deepEqual(visited, [appointment, `${SSO_FAILED}?from=nhsApp`, `${SSO_FAILED}?from=nhsApp`])
  await assertNotLoggedIn(portal, browser)
})

test('a token on a page of the log-in itself starts no log-in, and ends the session', async () => {
  const token = await portal.nhsLogin.newAssertedLoginIdentity()
  for (const page of ['log-in/problem/nhs-app', 'log-in/no-consent', 'timed-out']) {
    const browser = await portal.logIn(person)
    await browser
      .get(`/patient-portal/${page}?assertedLoginIdentity=${token}`)
      .expect(303)
      .expect('location', `/patient-portal/${page}`)
    await assertNotLoggedIn(portal, browser)
  }
})

test('a deep link to the root address keeps what the NHS App added', async () => {
  await portal
    .browser()
    .get('/?assertedLoginIdentity=a.b.c&from=nhsApp')
    .expect('location', '/patient-portal?assertedLoginIdentity=a.b.c&from=nhsApp')
})

test('what the NHS App adds without a token is removed from the address, and the patient stays logged in', async () => {
  const browser = await portal.logIn(person)
  await browser
    .get(`${appointment}?trackingId=tracking-canary&from=nhsApp`)
    .expect(303)
    .expect('location', appointment)
  await browser.get(appointment).expect(200)
})
