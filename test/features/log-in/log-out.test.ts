import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
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

test('a patient logs out, and the cookie they had opens nothing any more', async () => {
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

test('every page a patient sees has a way to log out', async () => {
  const browser = await portal.logIn(person)
  for (const address of ['/patient-portal', '/patient-portal/appointments', '/patient-portal/help/contact']) {
    const { text } = await browser.get(address).expect(200)
    assert.match(text, /<form[^>]*action="\/patient-portal\/log-out"/, address)
  }
})

test('opening the log-out page logs nobody out: only its button does', async () => {
  const browser = await portal.logIn(person)
  await browser.get(LOG_OUT).expect(200)
  await browser.head(LOG_OUT)
  await browser.options(LOG_OUT)
  await browser.get('/patient-portal/logged-out')
  await browser.get('/patient-portal/appointments').expect(200)
})

test('a log-out sent from elsewhere logs nobody out', async () => {
  const browser = await portal.logIn(person)
  await browser.post(LOG_OUT).expect(403)
  await browser.post(LOG_OUT).type('form').send({ _csrf: 'guessed' }).expect(403)
  const { _csrf } = hiddenFields((await browser.get(LOG_OUT)).text)
  await browser.post(LOG_OUT).set('Sec-Fetch-Site', 'cross-site').type('form').send({ _csrf }).expect(403)
  await browser.get('/patient-portal/appointments').expect(200)
})

test('a request under way while the patient logs out does not bring the session back', async () => {
  for (let attempt = 0; attempt < 20; attempt++) {
    const browser = await portal.logIn(person)
    const cookie = cookieOf(browser)
    const fields = hiddenFields((await browser.get(LOG_OUT)).text)
    await Promise.all([
      withCookie(portal, cookie, '/patient-portal'),
      withCookie(portal, cookie, '/patient-portal/appointments?past=1'),
      browser.post(LOG_OUT).type('form').send(fields).expect(303),
      withCookie(portal, cookie, LOG_OUT),
      // It changes its session: a log-in is begun in it.
      withCookie(portal, cookie, '/patient-portal/help/contact?from=nhsApp'),
    ])
    await withCookie(portal, cookie).expect(303)
  }
})

test('someone who logs out twice, or never logged in, is told they are logged out', async () => {
  const browser = await portal.logIn(person)
  await logOut(browser)
  await browser.get(LOG_OUT).expect(303).expect('location', '/patient-portal/logged-out')
  await portal.browser().get(LOG_OUT).expect(303).expect('location', '/patient-portal/logged-out')
})

const promptOf = (address: string) => new URL(address).searchParams.get('prompt')

test('whoever logs in after a log-out is asked who they are, even hours later', async () => {
  const browser = await portal.logIn(person)
  await logOut(browser)
  portal.clock.pass({ hours: 11 })
  const address = await pressContinue(browser)
  assert.equal(promptOf(address), 'login')
  await browser.get(await answerOf(portal, address)).expect('location', '/patient-portal')
})

test('and is asked again when that log-in comes to nothing', async () => {
  const browser = await portal.logIn(person)
  await logOut(browser)
  portal.nhsLogin.misbehaviour = 'consent-not-given'
  await tryToLogIn(portal, browser)
  portal.nhsLogin.misbehaviour = 'none'
  assert.equal(promptOf(await pressContinue(browser)), 'login')
})

test('once somebody has logged in, the log-out before it is forgotten', async () => {
  const browser = await portal.logIn(person)
  await logOut(browser)
  await tryToLogIn(portal, browser)
  portal.clock.pass({ minutes: 11 })
  await browser.get('/patient-portal').expect(303)
  assert.equal(promptOf(await pressContinue(browser)), null)
})

test('a link from the NHS App after a log-out still logs its person in without asking', async () => {
  const browser = await portal.logIn(person)
  await logOut(browser)
  const away = await openLink(portal, browser, '/patient-portal/appointments')
  assert.equal(promptOf(String(away.headers.location)), 'none')
  await browser
    .get(await answerOf(portal, String(away.headers.location)))
    .expect('location', '/patient-portal/appointments')
})
