import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { answer, answerAndGoOn, send } from '../../../support/form.ts'
import { hiddenFields, words } from '../../../support/page.ts'
import { type Agent, aPortal } from '../../../support/portal.ts'
import { answerOf } from '../../log-in/support.ts'
import {
  aboutToAsk,
  aboutToCancel,
  aboutToMove,
  anAppointmentOf,
  byRequest,
  freeSlot,
  someoneLoggedIn,
} from '../support.ts'

const portal = await aPortal()
after(() => portal.close())

const home = async (browser: Agent) => words((await browser.get('/patient-portal').expect(200)).text)
const CANCELLING = /You were cancelling your cardiology \(heart\) appointment. Carry on or start again/
const checked = (html: string) => /value="([^"]*)"[^>]* checked/.exec(html)?.[1]

test('answers given before a time-out are there after the log-in, and the tab goes on where it was', async () => {
  const { address, browser, person } = await someoneLoggedIn(portal)
  await answerAndGoOn(browser, `${address}/cancel`, { reason: 'no-transport' }, `${address}/cancel/confirm`)
  portal.clock.pass({ minutes: 11 })
  const timedOut = await browser.get(`${address}/cancel/confirm`).expect(303)
  const page = await browser.get(String(timedOut.headers.location)).expect(200)
  const logIn = /href="(\/patient-portal\/log-in\?to=[^"]+)"/.exec(page.text)?.[1] ?? ''
  portal.nhsLogin.person = person
  const start =
    /href="(\/patient-portal\/log-in\/start[^"]+)"/.exec((await browser.get(logIn)).text)?.[1] ?? ''
  const away = await browser.get(start).expect(303)
  const back = await browser.get(await answerOf(portal, String(away.headers.location))).expect(303)
  assert.equal(back.headers.location, `${address}/cancel/confirm`)
  const confirm = await browser.get(`${address}/cancel/confirm`).expect(200)
  await send(browser, `${address}/cancel/confirm`, hiddenFields(confirm.text)).expect(303)
  const request = await portal.database('appointment').where('id', address.split('/').at(-1)).first()
  assert.equal(request.status, 'cancelled')
})

test('the home page of another device lists the change, and its first page has the answer', async () => {
  const { address, browser, person } = await someoneLoggedIn(portal)
  await answerAndGoOn(browser, `${address}/cancel`, { reason: 'no-transport' }, `${address}/cancel/confirm`)
  const phone = await portal.logIn(person)
  assert.match(await home(phone), CANCELLING)
  assert.equal(checked((await phone.get(`${address}/cancel`).expect(200)).text), 'no-transport')
  const audited = await portal
    .database('audit_log')
    .where({ action: 'viewed-appointment', subject_id: address.split('/').at(-1) })
  assert.ok(audited.length > 0, 'that it was listed is in the audit log')
})

test('nobody else sees the answers, or that there are any', async () => {
  const { address, browser } = await someoneLoggedIn(portal)
  await answerAndGoOn(browser, `${address}/cancel`, { reason: 'other' }, `${address}/cancel/confirm`)
  const stranger = await someoneLoggedIn(portal)
  assert.doesNotMatch(await home(stranger.browser), /You were/)
  await stranger.browser.get(`${address}/cancel/confirm`).expect(404)
  assert.equal(checked((await stranger.browser.get(`${stranger.address}/cancel`)).text), undefined)
})

test('two appointments moved in two tabs do not disturb each other', async () => {
  const one = await someoneLoggedIn(portal)
  const other = { ...one, ...(await anAppointmentOf(portal, one.patientId)) }
  const slots = [await freeSlot(portal, one, { days: 14 }), await freeSlot(portal, other, { days: 21 })]
  const forms = [
    await aboutToMove(portal, one, String(slots[0])),
    await aboutToMove(portal, other, String(slots[1])),
  ]
  assert.deepEqual(
    forms.map(({ slotId }) => slotId),
    slots,
  )
  const again = await one.browser.get(`${one.address}/reschedule/check-new-time`).expect(200)
  assert.equal(hiddenFields(again.text).slotId, slots[0])
  for (const [index, { address, browser }] of [one, other].entries())
    await send(browser, `${address}/reschedule/check-new-time`, forms[index] ?? {}).expect(303)
  assert.doesNotMatch(await home(one.browser), /You were/)
})

test('a request to reschedule and a cancellation of one appointment keep their own answers', async () => {
  const patient = await someoneLoggedIn(portal, { trust: byRequest })
  await aboutToAsk(patient, { datesToAvoid: 'all of May' })
  await aboutToCancel(patient, 'no-transport')
  const page = await patient.browser.get(`${patient.address}/reschedule/dates-to-avoid`).expect(200)
  assert.match(page.text, />all of May</)
  const listed = await home(patient.browser)
  assert.match(listed, CANCELLING)
  assert.match(listed, /You were rescheduling your cardiology \(heart\) appointment/)
})

test('a finished change is not listed, nor is one that can no longer be made', async () => {
  const patient = await someoneLoggedIn(portal)
  await send(patient.browser, `${patient.address}/cancel/confirm`, await aboutToCancel(patient)).expect(303)
  assert.deepEqual(await portal.database('draft').where('patient_id', patient.patientId), [])
  assert.doesNotMatch(await home(patient.browser), /You were/)

  const late = await someoneLoggedIn(portal)
  await answer(late.browser, `${late.address}/cancel`, { reason: 'other' })
  await portal.database('appointment').where('id', late.id).update({ hidden: true })
  assert.doesNotMatch(await home(late.browser), /You were/)
})
