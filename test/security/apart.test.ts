import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import supertest from 'supertest'
import { pressContinue } from '../features/log-in/support.ts'
import { aPatient, aTrust } from '../support/builders.ts'
import { formToken } from '../support/form.ts'
import { aLoggedInPatient, newPerson } from '../support/person.ts'
import { aPortal } from '../support/portal.ts'
import { cookieOf, withCookie } from '../support/session-cookie.ts'
import { aLoggedInStaffMember, callbackFor, newStaff, staffFormToken } from '../support/staff.ts'
import { roleAt } from '../support/staff-login/hostile-staff-login.ts'

/** Patients and staff have nothing in common, not even in one browser. */

const portal = await aPortal()
after(() => portal.close())

const contentOf = (cookie: string) => cookie.slice(cookie.indexOf('=') + 1)

test('the session of a patient opens nothing for staff, whatever its cookie is called', async () => {
  const { browser } = await aLoggedInPatient(portal)
  const value = contentOf(cookieOf(browser))
  assert.ok(value)
  await withCookie(portal, `sid=${value}`).expect(200)
  for (const cookie of [`sid=${value}`, `staff-sid=${value}`, `sid=${value}; staff-sid=${value}`]) {
    const answer = await withCookie(portal, cookie, '/staff').expect(303)
    assert.match(String(answer.headers.location), /^\/staff\/(log-in|timed-out)$/)
    await withCookie(portal, cookie, '/staff/choose-role').expect(303).expect('location', '/staff/log-in')
  }
})

test('the session of a patient cannot be ended as one of staff, with its own token', async () => {
  const { browser } = await aLoggedInPatient(portal)
  const token = await formToken(browser)
  await supertest(portal.url)
    .post('/staff/log-out')
    .set('Cookie', `staff-sid=${contentOf(cookieOf(browser))}`)
    .type('form')
    .send(token)
    .expect(403)
  await browser.get('/patient-portal/appointments').expect(200)
})

test('the session of a member of staff opens nothing for patients, whatever its cookie is called', async () => {
  const { browser } = await aLoggedInStaffMember(portal)
  const value = contentOf(cookieOf(browser, 'staff-sid'))
  assert.ok(value)
  await withCookie(portal, `staff-sid=${value}`, '/staff').expect(200)
  for (const cookie of [`sid=${value}`, `staff-sid=${value}`, `sid=${value}; staff-sid=${value}`]) {
    const answer = await withCookie(portal, cookie).expect(303)
    assert.match(String(answer.headers.location), /^\/patient-portal\/(log-in|timed-out)\?/)
  }
})

test('somebody who is both is logged in to each by itself, and logs out of each by itself', async () => {
  const { browser, person } = await aLoggedInPatient(portal)
  const trust = await aTrust(portal.database)
  portal.staffLogin.person = newStaff([roleAt(trust)])
  await browser.get(await callbackFor(portal, browser)).expect('location', '/staff')
  await browser.get('/patient-portal/appointments').expect(200)
  const page = await browser.get('/staff').expect(200)
  assert.ok(!page.text.includes(String(person.familyName)), 'nothing of the patient is on the page')
  const { _csrf } = await staffFormToken(browser)
  await browser.post('/patient-portal/log-out').type('form').send({ _csrf }).expect(403)
  await browser.post('/staff/log-out').type('form').send({ _csrf }).expect(303)
  await browser.get('/patient-portal/appointments').expect(200)
  await browser.get('/staff').expect(303)
})

test('a log-in of one kind cannot be finished as the other', async () => {
  const browser = portal.browser()
  portal.staffLogin.person = newStaff([roleAt(await aTrust(portal.database))])
  const [, staffQuery = ''] = (await callbackFor(portal, browser)).split('?')
  const asPatient = await browser.get(`/patient-portal/log-in/callback?${staffQuery}`).expect(303)
  assert.match(String(asPatient.headers.location), /\/problem\/start-again/)

  const person = newPerson()
  await aPatient(portal.database, person)
  portal.nhsLogin.person = person
  const { search } = await portal.nhsLogin.answerTo(await pressContinue(browser))
  const asStaff = await browser.get(`/staff/log-in/callback${search}`).expect(303)
  assert.equal(asStaff.headers.location, '/staff/log-in/problem/start-again')
  await browser.get('/staff').expect(303)
  await browser.get('/patient-portal/appointments').expect(303)
})
