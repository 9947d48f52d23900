import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { toColumn } from '../../../src/database/columns.ts'
import { auditedChanges } from '../../support/audited.ts'
import { aClinic, anAppointment, aPatient, testPerson } from '../../support/builders.ts'
import { heading, hiddenFields, words } from '../../support/page.ts'
import { TestPortal } from '../../support/portal.ts'
import { cookieOf, withCookie } from '../../support/session-cookie.ts'
import { assertNotLoggedIn } from './support.ts'

let portal: TestPortal
const person = testPerson(1)
const TIMED_OUT = '/patient-portal/timed-out'
const LIST = '/patient-portal/appointments'
const TIMED_OUT_ON_LIST = `${TIMED_OUT}?to=${encodeURIComponent(LIST)}`
let appointment: string

before(async () => {
  portal = await TestPortal.start()
  const patient = await aPatient(portal.database, person)
  const when = { now: portal.clock.now(), in: { days: 60 } }
  const id = await anAppointment(portal.database, patient, await aClinic(portal.database), when)
  appointment = `/patient-portal/appointment/${id}`
})
after(() => portal.close())
beforeEach(() => portal.database('session').delete())

test('a patient who comes back after 9 minutes 59 seconds is still logged in, and after 10 minutes 1 second is not', async () => {
  const browser = await portal.logIn(person)
  portal.clock.pass({ minutes: 9, seconds: 59 })
  await browser.get(LIST).expect(200)
  portal.clock.pass({ minutes: 9, seconds: 59 })
  await browser.get(LIST).expect(200)
  const cookie = cookieOf(browser)
  portal.clock.pass({ minutes: 10, seconds: 1 })
  await browser.get(LIST).expect(303).expect('location', TIMED_OUT_ON_LIST)
  await withCookie(portal, cookie).expect(303)
})

test('the page says what happened and how to continue, and the patient is logged out', async () => {
  const browser = await portal.logIn(person)
  portal.clock.pass({ minutes: 10, seconds: 1 })
  await browser.get(LIST).expect('location', TIMED_OUT_ON_LIST)
  const page = await browser.get(TIMED_OUT_ON_LIST).expect(200)
  assert.equal(heading(page.text), 'We have logged you out')
  assert.match(words(page.text), /10 minutes/)
  assert.doesNotMatch(page.text, /action="\/patient-portal\/log-out"/)
  const logIn = `/patient-portal/log-in?to=${encodeURIComponent(LIST)}`
  assert.ok(page.text.includes(`href="${logIn}"`))
  await browser.get(LIST).expect(303).expect('location', logIn)
})

test('health checks do not extend the session, but every page does', async () => {
  const browser = await portal.logIn(person)
  portal.clock.pass({ minutes: 9 })
  await browser.get('/health/live').expect(200)
  portal.clock.pass({ minutes: 1, seconds: 1 })
  await browser.get(LIST).expect(303)
})

test('a patient who is active all the time is logged out after 12 hours', async () => {
  const browser = await portal.logIn(person)
  for (let passed = 0; passed < 12 * 60 - 9; passed += 9) {
    await browser.get(LIST).expect(200)
    portal.clock.pass({ minutes: 9 })
  }
  await browser.get(LIST).expect(200)
  const cookie = cookieOf(browser)
  portal.clock.pass({ minutes: 9 })
  await browser.get(LIST).expect(303).expect('location', TIMED_OUT_ON_LIST)
  await withCookie(portal, cookie).expect(303)
  await assertNotLoggedIn(portal, browser, [cookie])
})

for (const [limit, pass] of Object.entries({
  'ten idle minutes': async () => portal.clock.pass({ minutes: 10, seconds: 1 }),
  'twelve hours': async (browser: Awaited<ReturnType<TestPortal['logIn']>>) => {
    for (let part = 0; part < 80; part++) {
      portal.clock.pass({ minutes: 9 })
      if (part < 79) await browser.get('/patient-portal/help/contact').expect(200)
    }
  },
}))
  test(`a form sent after ${limit} changes nothing and redirects to where the patient can start again`, async () => {
    const browser = await portal.logIn(person)
    const page = await browser.get(`${appointment}/cancel`).expect(200)
    const fields = { ...hiddenFields(page.text), reason: 'other' }
    await browser.post(`${appointment}/cancel`).type('form').send(fields).expect(303)
    const sure = hiddenFields((await browser.get(`${appointment}/cancel/confirm`).expect(200)).text)
    await pass(browser)
    const late = await browser.post(`${appointment}/cancel/confirm`).type('form').send(sure)
    assert.ok(late.status === 303 || late.status === 403, String(late.status))
    if (late.status === 303)
      assert.equal(
        late.headers.location,
        `${TIMED_OUT}?to=${encodeURIComponent(`${appointment}/cancel/confirm`)}`,
      )
    assert.deepEqual(await portal.database('appointment').distinct('status').pluck('status'), ['booked'])
    assert.deepEqual(await auditedChanges(portal.database), [])
    await browser.get(LIST).expect(303)
  })

test('a link to the time-out page does not log the patient out', async () => {
  const browser = await portal.logIn(person)
  const page = await browser.get(TIMED_OUT).expect(200)
  assert.equal(heading(page.text), 'You are still logged in')
  assert.doesNotMatch(page.text, /time-limit|http-equiv="refresh"|action="\/patient-portal\/log-out"/)
  await browser.get(LIST).expect(200)
})

test('pages that redirect there by themselves do not keep the session alive', async () => {
  const browser = await portal.logIn(person)
  portal.clock.pass({ minutes: 9, seconds: 59 })
  await browser.get(TIMED_OUT).expect(200)
  portal.clock.pass({ seconds: 2 })
  await browser.get(LIST).expect('location', TIMED_OUT_ON_LIST)
})

test('the cookie of an ended session is cleared, and no other', async () => {
  const browser = await portal.logIn(person)
  assert.equal((await browser.get(TIMED_OUT)).headers['set-cookie'], undefined)
  portal.clock.pass({ minutes: 10, seconds: 1 })
  const { headers } = await browser.get(TIMED_OUT).expect(200)
  assert.match(String(headers['set-cookie']), /^sid=; Path=\/; Expires=Thu, 01 Jan 1970/)
  assert.equal((await browser.get(TIMED_OUT)).headers['set-cookie'], undefined)
})

test('a patient who arrives there after 12 hours is logged out too', async () => {
  const browser = await portal.logIn(person)
  const cookie = cookieOf(browser)
  portal.clock.pass({ hours: 12 })
  await portal.database('session').update({ expires_at: toColumn(portal.clock.now().add({ minutes: 9 })) })
  const page = await browser.get(TIMED_OUT).expect(200)
  assert.equal(heading(page.text), 'We have logged you out')
  portal.clock.pass({ hours: -1 })
  await withCookie(portal, cookie).expect(303)
})

test('in the NHS App the page links back to it', async () => {
  const phone = portal.browser().set('User-Agent', 'nhsapp-android/2.30.0')
  const { text } = await phone.get(TIMED_OUT).expect(200)
  assert.match(words(text), /go back to the NHS App and log in again there/)
  assert.ok(text.includes('href="https://nhs-app.example"'))
})
