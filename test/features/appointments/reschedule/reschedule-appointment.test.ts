import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { answer, answerAndGoOn } from '../../../support/form.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { aboutToAsk, everything, freeSlot, someone, someoneLoggedIn } from '../support.ts'

/** The order of the pages in both forms of the journey. */
let portal: TestPortal

before(async () => {
  portal = await aPortal()
})

after(() => portal.close())

const atOnce = ['choose-day', 'choose-time', 'check-new-time']
const requestPages = ['days', 'times', 'dates-to-avoid', 'reason', 'check-request']
const byRequest = { trust: { reschedule_how: 'request' } }

test('a patient starts at the first question of the method their trust uses', async () => {
  const first = await someoneLoggedIn(portal)
  const start = `${first.address}/reschedule`
  await first.browser.get(start).expect(303).expect('location', `${start}/choose-day`)
  const second = await someoneLoggedIn(portal, byRequest)
  const other = `${second.address}/reschedule`
  await second.browser.get(other).expect(303).expect('location', `${other}/days`)
})

test('a patient on a page of the other method is redirected to the method their trust uses', async () => {
  const first = await someoneLoggedIn(portal)
  for (const page of requestPages)
    await first.browser
      .get(`${first.address}/reschedule/${page}`)
      .expect(303)
      .expect('location', `${first.address}/reschedule/choose-day`)
  const second = await someoneLoggedIn(portal, byRequest)
  for (const page of atOnce)
    await second.browser
      .get(`${second.address}/reschedule/${page}`)
      .expect(303)
      .expect('location', `${second.address}/reschedule/days`)
})

test('a patient who skips ahead is redirected to the first unanswered question', async () => {
  const { address, browser } = await someoneLoggedIn(portal, byRequest)
  const at = `${address}/reschedule`
  for (const page of requestPages.slice(1))
    await browser.get(`${at}/${page}`).expect(303).expect('location', `${at}/days`)
  await answerAndGoOn(browser, `${at}/days`, { days: 'monday' }, `${at}/times`)
  for (const page of requestPages.slice(2))
    await browser.get(`${at}/${page}`).expect(303).expect('location', `${at}/times`)
  await browser.get(`${at}/days`).expect(200)
})

test('a patient who moves at once and skips ahead is redirected too', async () => {
  const them = await someoneLoggedIn(portal)
  const at = `${them.address}/reschedule`
  await freeSlot(portal, them, { days: 8 })
  for (const page of ['choose-time', 'check-new-time'])
    await them.browser.get(`${at}/${page}`).expect(303).expect('location', `${at}/choose-day`)
  await answerAndGoOn(them.browser, `${at}/choose-day`, { day: '2026-06-23' }, `${at}/choose-time`)
  await them.browser.get(`${at}/check-new-time`).expect(303).expect('location', `${at}/choose-time`)
})

test('answers for one appointment are not used for another', async () => {
  const them = await someoneLoggedIn(portal, byRequest)
  const other = await someone(portal, byRequest)
  await portal.database('appointment').where('id', other.id).update('patient_id', them.patientId)
  await aboutToAsk(them)
  const at = `${other.address}/reschedule`
  await them.browser.get(`${at}/check-request`).expect(303).expect('location', `${at}/days`)
  assert.ok(!(await them.browser.get(`${at}/days`).expect(200)).text.includes('checked'))
})

test('an answer sent to a form of the other method redirects to the right first question', async () => {
  const them = await someoneLoggedIn(portal)
  const { database } = portal
  const at = `${them.address}/reschedule`
  await freeSlot(portal, them, { days: 8 })
  const { trust_ods_code } = await database('clinic').where('id', them.clinicId).first()
  const trustTakes = (how: string) =>
    database('trust').where({ ods_code: trust_ods_code }).update('reschedule_how', how)

  const untouched = await everything(database)
  const page = await them.browser.get(`${at}/choose-day`).expect(200)
  await trustTakes('request')
  const csrf = /name="_csrf" value="([^"]*)"/.exec(page.text)?.[1] ?? ''
  const sent = await them.browser
    .post(`${at}/choose-day`)
    .type('form')
    .send({ _csrf: csrf, day: '2026-06-23' })
    .expect(303)
  assert.equal(sent.headers.location, `${at}/days`)
  await answer(them.browser, `${at}/days`, { days: 'friday' })
  await trustTakes('at-once')
  await them.browser
    .get(`${at}/times`)
    .expect(303)
    .expect('location', /choose-/)
  assert.equal(
    (await everything(database)).replaceAll('"at-once"', ''),
    untouched.replaceAll('"at-once"', ''),
  )
})

test('a patient cannot move an appointment without logging in', async () => {
  const { address } = await someone(portal)
  for (const page of ['', ...[...atOnce, ...requestPages, 'received'].map(each => `/${each}`)])
    await portal
      .browser()
      .get(`${address}/reschedule${page}`)
      .expect(303)
      .expect('location', /^\/patient-portal\/log-in\?to=/)
})
