import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { fromColumn } from '../../src/database/columns.ts'
import { clearExpired } from '../../src/database/expiry.ts'
import { features } from '../../src/features.ts'
import { retentionOf } from '../../src/jobs.ts'
import {
  type Arrangement,
  aboutToAsk,
  aboutToCancel,
  someoneLoggedIn,
} from '../features/appointments/support.ts'
import { answerOf, pressContinue } from '../features/log-in/support.ts'
import { auditedChanges } from '../support/audited.ts'
import { type Fields, send } from '../support/form.ts'
import { heading, hiddenFields } from '../support/page.ts'
import { aPortal, MONDAY } from '../support/portal.ts'

/** A clock that is wrong, or is put right: every session ends, no promised date moves, nothing is done twice. */
async function aPatient(t: TestContext, arrangement: Arrangement = {}) {
  const portal = await aPortal()
  t.after(() => portal.close())
  return { portal, ...(await someoneLoggedIn(portal, arrangement)) }
}

test('a clock put forward ends the session and changes nothing; logged in again, the patient can', async t => {
  const them = await aPatient(t)
  const { address, browser, portal } = them
  const form = await aboutToCancel(them)
  portal.clock.pass({ minutes: 11 })
  const late = await send(browser, `${address}/cancel/confirm`, form).expect(303)
  assert.match(String(late.headers.location), /^\/patient-portal\/timed-out\?to=/)
  assert.deepEqual(await auditedChanges(portal.database), [])
  const again = await portal.logIn(them.person)
  const fresh = await aboutToCancel({ ...them, browser: again })
  await send(again, `${address}/cancel/confirm`, fresh).expect(303)
})

test('a clock put back ends no session early, and the session still ends ten minutes after it was last used', async t => {
  const { browser, portal } = await aPatient(t)
  portal.clock.pass({ hours: -3 })
  await browser.get('/patient-portal/appointments').expect(200)
  portal.clock.pass({ minutes: 11 })
  await browser.get('/patient-portal/appointments').expect(303)
})

test('a form accepted before the clock was put back is answered alike after it, and done once', async t => {
  const them = await aPatient(t)
  const { address, browser, portal } = them
  const form = await aboutToCancel(them)
  await send(browser, `${address}/cancel/confirm`, form).expect(303)
  portal.clock.pass({ hours: -26 })
  await clearExpired(portal.database, portal.clock.now(), retentionOf(features))
  const again = await send(browser, `${address}/cancel/confirm`, form).expect(303)
  assert.equal(again.headers.location, `${address}/cancel/received`)
  assert.equal((await portal.database('outbox').select()).length, 1)
})

test('a form accepted before the clock was put forward by days is not done again', async t => {
  const them = await aPatient(t, { in: { days: 30 } })
  const { address, portal } = them
  const form: Fields = await aboutToCancel(them)
  await send(them.browser, `${address}/cancel/confirm`, form).expect(303)
  portal.clock.pass({ hours: 26 })
  await clearExpired(portal.database, portal.clock.now(), retentionOf(features))
  assert.deepEqual(await portal.database('accepted_change').select(), [])
  const browser = await portal.logIn(them.person)
  const { _csrf } = hiddenFields((await browser.get('/patient-portal/log-out').expect(200)).text)
  const again = await send(browser, `${address}/cancel/confirm`, { ...form, _csrf: String(_csrf) })
  assert.equal(again.status, 409)
  assert.equal((await portal.database('outbox').select()).length, 1)
})

test('a promise once made stays, and none is due before it was asked for', async t => {
  const them = await aPatient(t, { trust: { reschedule_how: 'request' } })
  const { address, browser, portal } = them
  const form = await aboutToAsk(them)
  portal.clock.pass({ hours: -48 })
  await send(browser, `${address}/reschedule/check-request`, form).expect(303)
  const [asked] = await portal.database('change_request').select()
  assert.equal(String(fromColumn(asked.requested_at)), '2026-06-13T09:00:00Z')
  assert.ok(asked.promised_by > asked.requested_at)
  const received = async () => (await browser.get(`${address}/reschedule/received`).expect(200)).text
  const before = /reply by ([^.]+)\./.exec(await received())?.[1]
  assert.ok(before)
  portal.clock.set(MONDAY.add({ minutes: 5 }))
  const patient = await portal.logIn(them.person)
  const after = (await patient.get(`${address}/reschedule/received`).expect(200)).text
  assert.ok(after.includes(before))
})

test('a clock put forward past the notice stops the change, and put right lets it through', async t => {
  const them = await aPatient(t, { in: { hours: 24, minutes: 8 } })
  const { address, browser, portal } = them
  const form = await aboutToCancel(them)
  portal.clock.pass({ minutes: 9 })
  const tooLate = await send(browser, `${address}/cancel/confirm`, form).expect(409)
  assert.equal(heading(tooLate.text), 'You cannot cancel this appointment online')
  portal.clock.pass({ minutes: -9 })
  await send(browser, `${address}/cancel/confirm`, form).expect(303)
})

test('a person at NHS login while the clock jumps is asked to try again, or is logged in', async t => {
  const { person, portal } = await aPatient(t)
  portal.nhsLogin.person = person
  const jump = async (by: Temporal.DurationLike) => {
    const browser = portal.browser()
    const answer = await answerOf(portal, await pressContinue(browser))
    portal.clock.pass(by)
    return (await browser.get(answer).expect(303)).headers.location
  }
  assert.equal(await jump({ minutes: 59 }), '/patient-portal')
  assert.equal(await jump({ hours: -5 }), '/patient-portal')
  assert.match(String(await jump({ minutes: 61 })), /\/log-in/)
})
