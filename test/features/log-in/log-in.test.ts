import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aClinic, anAppointment, aPatient, testPerson } from '../../support/builders.ts'
import { heading, logInLink, words } from '../../support/page.ts'
import { TestPortal } from '../../support/portal.ts'
import { cookieOf, withCookie } from '../../support/session-cookie.ts'
import { answerOf, goTo, openLink, tryToLogIn } from './support.ts'

let portal: TestPortal
const person = testPerson(1)
let appointment: string

before(async () => {
  portal = await TestPortal.start()
  const patient = await aPatient(portal.database, person)
  const clinic = await aClinic(portal.database)
  const when = { now: portal.clock.now(), in: { days: 7 } }
  appointment = `/patient-portal/appointment/${await anAppointment(portal.database, patient, clinic, when)}`
  portal.nhsLogin.person = person
})
after(() => portal.close())

test('a person who is not logged in sees the log-in page with the NHS login button and no other form', async () => {
  const browser = portal.browser()
  await browser.get('/patient-portal').expect(303).expect('location', '/patient-portal/log-in')
  const { text } = await browser.get('/patient-portal/log-in').expect(200)
  assert.equal(heading(text), 'Log in to see your hospital appointments')
  assert.match(text, /<a[^>]*nhsuk-button--login[^>]*>\s*Continue\s*<\/a>/)
  assert.equal(logInLink(text), '/patient-portal/log-in/start')
  assert.doesNotMatch(text, /<form/)
  assert.equal(cookieOf(browser), '', 'without a log-in there is no session')
})

test('the address of NHS login contains neither the destination nor the patient’s identity', async () => {
  const browser = portal.browser()
  const address = new URL(await goTo(browser, appointment))
  assert.equal(address.origin, portal.nhsLogin.issuer)
  assert.equal(
    address.searchParams.get('redirect_uri'),
    `${portal.url.replace('127.0.0.1', 'localhost')}/patient-portal/log-in/callback`,
  )
  assert.ok(!decodeURIComponent(address.search).includes(appointment.split('/').at(-1) ?? ''))
  assert.equal(address.searchParams.has('prompt'), false)
  assert.equal(address.searchParams.has('asserted_login_identity'), false)
})

test('a patient logs in and reaches their destination with its query', async () => {
  const browser = portal.browser()
  const away = await goTo(browser, '/patient-portal/appointments?past=2')
  const back = await browser.get(await answerOf(portal, away))
  assert.equal(back.status, 303)
  assert.equal(back.headers.location, '/patient-portal/appointments?past=2')
  await browser.get('/patient-portal/appointments?past=2').expect(200)
})

test('a patient without a destination reaches their home page', async () => {
  const browser = portal.browser()
  const back = await tryToLogIn(portal, browser)
  assert.equal(back.headers.location, '/patient-portal')
  const home = await browser.get('/patient-portal').expect(200)
  assert.match(words(home.text), /Heart clinic|Cardiology/)
})

test('two log-ins started in two tabs both reach their destination', async () => {
  const browser = portal.browser()
  const first = await goTo(browser, appointment)
  const second = await goTo(browser, '/patient-portal/appointments')
  const one = await browser.get(await answerOf(portal, second))
  assert.equal(one.headers.location, '/patient-portal/appointments')
  // The first tab's log-in was started before the new session, which already has an identity.
  const other = await browser.get(await answerOf(portal, first))
  assert.equal(other.headers.location, appointment)
  await browser.get(appointment).expect(200)
})

test('a session id known before the log-in is invalid after it', async () => {
  const browser = await portal.logIn(person)
  const before = cookieOf(browser)
  const link = await openLink(portal, browser, appointment)
  const address = String(link.headers.location)
  await browser.get(await answerOf(portal, address)).expect(303)
  const after = cookieOf(browser)
  assert.notEqual(after, before)
  await withCookie(portal, before).expect(303)
  await withCookie(portal, after).expect(200)
})

test('a session cookie without a valid signature is ignored', async () => {
  const browser = await portal.logIn(person)
  const cookie = cookieOf(browser)
  await withCookie(portal, cookie).expect(200)
  const forged = cookie.replace(/.{3}$/, 'AAA')
  await withCookie(portal, forged).expect(303)
  await withCookie(portal, 'sid=s%3Aknown-to-me.').expect(303)
  await withCookie(portal, 'sid=j%3A%7B%22identity%22%3A1%7D').expect(303)
})

test('a patient who is logged in and opens the log-in page is redirected to the home page', async () => {
  const browser = await portal.logIn(person)
  await browser.get('/patient-portal/log-in').expect(303).expect('location', '/patient-portal')
})

test('a stored session has only the identity, the form token and its last use, and its id only as a hash', async () => {
  const browser = await portal.logIn(person)
  await browser.get(appointment).expect(200)
  const id = decodeURIComponent(cookieOf(browser)).slice('sid=s:'.length).split('.')[0] ?? ''
  assert.equal(id.length, 32)
  const rows = await portal.database('session').select()
  const kept = JSON.stringify(rows)
  assert.ok(!kept.includes(id))
  for (const secret of [person.nhsNumber, person.birthDate, 'Testcase', 'access-token'])
    assert.ok(!kept.includes(secret), secret)
  assert.doesNotMatch(kept, /eyJ[\w-]+\.eyJ/)
  const live = rows.map(({ data }) => (data ? Object.keys(JSON.parse(data)) : []))
  const allowed = ['cookie', 'identity', 'csrfToken', 'jumpOff', 'usedAt']
  assert.deepEqual(
    live.flat().filter(key => !allowed.includes(key)),
    [],
  )
})
