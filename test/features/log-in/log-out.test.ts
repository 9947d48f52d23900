import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { clearExpired } from '../../../src/database/expiry.ts'
import { usedOnceRetention } from '../../../src/features/log-in/used-once-store.ts'
import { aPatient, testPerson } from '../../support/builders.ts'
import { heading, hiddenFields } from '../../support/page.ts'
import { type Agent, TestPortal } from '../../support/portal.ts'
import { cookieOf, withCookie } from '../../support/session-cookie.ts'
import { answerOf, openLink, pressContinue, tryToLogIn } from './support.ts'

let portal: TestPortal
const person = testPerson(1)
const LOG_OUT = '/patient-portal/log-out'

before(async () => {
  portal = await TestPortal.start()
  await aPatient(portal.database, person)
})
after(() => portal.close())

async function logOut(browser: Agent) {
  const page = await browser.get(LOG_OUT).expect(200)
  return browser.post(LOG_OUT).type('form').send(hiddenFields(page.text)).expect(303)
}

test('a patient logs out, and their old cookie gives no access', async () => {
  const browser = await portal.logIn(person)
  const cookie = cookieOf(browser)
  const done = await logOut(browser)
  assert.equal(done.headers.location, '/patient-portal/logged-out')
  assert.equal(done.headers['clear-site-data'], '"cache", "storage"')
  assert.equal(done.headers['cache-control'], 'no-cache, no-store, max-age=0')
  assert.notEqual(cookieOf(browser), cookie)
  for (const each of [cookie, cookieOf(browser)]) await withCookie(portal, each).expect(303)
  const page = await browser.get('/patient-portal/logged-out').expect(200)
  assert.equal(heading(page.text), 'You have logged out')
})

test('every page for a patient has a log-out button', async () => {
  const browser = await portal.logIn(person)
  for (const address of ['/patient-portal', '/patient-portal/appointments', '/patient-portal/help/contact']) {
    const { text } = await browser.get(address).expect(200)
    assert.match(text, /<form[^>]*action="\/patient-portal\/log-out"/, address)
  }
})

test('opening the log-out page does not log out; only its button does', async () => {
  const browser = await portal.logIn(person)
  await browser.get(LOG_OUT).expect(200)
  await browser.head(LOG_OUT)
  await browser.options(LOG_OUT)
  await browser.get('/patient-portal/logged-out')
  await browser.get('/patient-portal/appointments').expect(200)
})

test('a log-out form without its token, or from another site, does not log out', async () => {
  const browser = await portal.logIn(person)
  await browser.post(LOG_OUT).expect(403)
  await browser.post(LOG_OUT).type('form').send({ _csrf: 'guessed' }).expect(403)
  const { _csrf } = hiddenFields((await browser.get(LOG_OUT)).text)
  await browser.post(LOG_OUT).set('Sec-Fetch-Site', 'cross-site').type('form').send({ _csrf }).expect(403)
  await browser.get('/patient-portal/appointments').expect(200)
})

test('a request in progress while the patient logs out does not restore the session', async () => {
  for (let attempt = 0; attempt < 20; attempt++) {
    const browser = await portal.logIn(person)
    const cookie = cookieOf(browser)
    const fields = hiddenFields((await browser.get(LOG_OUT)).text)
    await Promise.all([
      withCookie(portal, cookie, '/patient-portal'),
      withCookie(portal, cookie, '/patient-portal/appointments?past=1'),
      browser.post(LOG_OUT).type('form').send(fields).expect(303),
      withCookie(portal, cookie, LOG_OUT),
      // This request changes its session, because it starts a log-in.
      withCookie(portal, cookie, '/patient-portal/help/contact?from=nhsApp'),
    ])
    await withCookie(portal, cookie).expect(303)
  }
})

test('a person who logs out twice, or was not logged in, sees the logged-out page', async () => {
  const browser = await portal.logIn(person)
  await logOut(browser)
  await browser.get(LOG_OUT).expect(303).expect('location', '/patient-portal/logged-out')
  await portal.browser().get(LOG_OUT).expect(303).expect('location', '/patient-portal/logged-out')
})

const promptOf = (address: string) => new URL(address).searchParams.get('prompt')

test('NHS login must ask again at a log-in after a log-out, even hours later', async () => {
  const browser = await portal.logIn(person)
  await logOut(browser)
  portal.clock.pass({ hours: 11 })
  const address = await pressContinue(browser)
  assert.equal(promptOf(address), 'login')
  await browser.get(await answerOf(portal, address)).expect('location', '/patient-portal')
})

test('NHS login must ask again after a log-in that failed after a log-out', async () => {
  const browser = await portal.logIn(person)
  await logOut(browser)
  portal.nhsLogin.misbehaviour = 'consent-not-given'
  await tryToLogIn(portal, browser)
  portal.nhsLogin.misbehaviour = 'none'
  assert.equal(promptOf(await pressContinue(browser)), 'login')
})

test('after a log-in, the earlier log-out no longer matters', async () => {
  const browser = await portal.logIn(person)
  await logOut(browser)
  await tryToLogIn(portal, browser)
  portal.clock.pass({ minutes: 11 })
  await browser.get('/patient-portal').expect(303)
  assert.equal(promptOf(await pressContinue(browser)), null)
})

test('a deep link from the NHS App after a log-out still logs in without questions', async () => {
  const browser = await portal.logIn(person)
  await logOut(browser)
  const away = await openLink(portal, browser, '/patient-portal/appointments')
  assert.equal(promptOf(String(away.headers.location)), 'none')
  await browser
    .get(await answerOf(portal, String(away.headers.location)))
    .expect('location', '/patient-portal/appointments')
})

for (const [what, seconds, isNew] of [
  ['a new log-in', 5, true],
  ['a log-in by a clock that is a little behind', -20, true],
  ['the log-in of before the log-out', -60, false],
] as const)
  test(`after a log-out, ${what} at NHS login ${isNew ? 'logs in' : 'is refused'}`, async t => {
    const browser = await portal.logIn(person)
    portal.clock.set(Temporal.Now.instant())
    await logOut(browser)
    t.after(() => {
      portal.nhsLogin.authTime = undefined
    })
    portal.nhsLogin.authTime = Math.floor(portal.clock.now().epochMilliseconds / 1000) + seconds
    const back = await tryToLogIn(portal, browser)
    const location = isNew ? '/patient-portal' : '/patient-portal/log-in/problem/refused'
    assert.equal(back.headers.location, location)
    if (isNew) return
    // The rule holds until there is a new log-in, and a link of the NHS App is one.
    assert.equal((await tryToLogIn(portal, browser)).headers.location, location)
    const away = await openLink(portal, browser, '/patient-portal/appointments')
    const answer = await browser.get(await answerOf(portal, String(away.headers.location)))
    assert.equal(answer.headers.location, '/patient-portal/appointments')
  })

test('what NHS login says is used once, and known for a day longer than any clock could accept it', async () => {
  portal.clock.set(Temporal.Now.instant())
  await portal.database('used_once').delete()
  const browser = portal.browser()
  portal.nhsLogin.misbehaviour = 'reused-jti'
  assert.equal((await tryToLogIn(portal, browser)).headers.location, '/patient-portal')
  portal.nhsLogin.misbehaviour = 'none'
  const removeAt = async (hours: number) => {
    const now = Temporal.Now.instant().add({ hours })
    await clearExpired(portal.database, now, [usedOnceRetention])
    return (await portal.database('used_once')).length
  }
  const before = await removeAt(0)
  assert.equal(await removeAt(2), before)
  assert.equal(await removeAt(24), before)
  assert.equal(await removeAt(26), 0)
})
