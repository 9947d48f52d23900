import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { answerAndGoOn, type Fields, send } from '../../../support/form.ts'
import { hiddenFields, pageTitle, words } from '../../../support/page.ts'
import { aPortal } from '../../../support/portal.ts'
import { dayOf, everything, freeSlot, someoneLoggedIn } from '../support.ts'
import { checked, LONG, SAVED, someoneWriting, typed } from './unsent.ts'

const portal = await aPortal()
after(() => portal.close())

test('a page that is filled in says how long there is, and does not go away by itself', async () => {
  const { text } = await someoneWriting(portal)
  assert.match(
    text,
    /<noscript><p>You have 10 minutes to answer\. If you need longer, select <strong>Save and carry on<\/strong> below\./,
  )
  assert.doesNotMatch(text, /http-equiv="refresh"/)
})

test('"Save and carry on" keeps what was typed, gives the same page and 10 more minutes, and checks and confirms nothing', async () => {
  const { at, browser, fields, id, page } = await someoneWriting(portal)
  portal.clock.pass({ minutes: 9, seconds: 59 })
  const before = await everything(portal.database)
  const saved = await send(browser, page, { ...fields, datesToAvoid: LONG, _save: 'yes' })
  assert.deepEqual([saved.status, saved.headers.location], [303, page])
  portal.clock.pass({ minutes: 9, seconds: 59 })
  const again = await browser.get(page).expect(200)
  assert.equal(typed(again.text), LONG)
  assert.match(words(again.text), SAVED)
  assert.match(pageTitle(again.text), /^Saved: Which dates can you not make/)
  // It is still unanswered, and what is too long is refused when it is sent.
  await browser.get(`${at}/reason`).expect(303).expect('location', page)
  await send(browser, page, { ...hiddenFields(again.text), datesToAvoid: LONG }).expect(400)
  await send(browser, page, { ...hiddenFields(again.text), datesToAvoid: 'May' }).expect(303)
  const answered = await browser.get(page).expect(200)
  assert.equal(typed(answered.text), 'May')
  assert.doesNotMatch(words(answered.text), SAVED)
  assert.equal(await everything(portal.database), before, id)
})

test('every question keeps what was chosen, even nothing', async () => {
  const patient = await someoneLoggedIn(portal)
  const { address, browser } = patient
  const slotId = await freeSlot(portal, patient, { days: 14 })
  const day = await dayOf(portal, slotId)
  const save = async (page: string, fields: Fields) => {
    const form = hiddenFields((await browser.get(page).expect(200)).text)
    await send(browser, page, { ...form, ...fields, _save: 'yes' })
      .expect(303)
      .expect('location', page)
    const { text } = await browser.get(page).expect(200)
    assert.match(words(text), SAVED)
    return checked(text)
  }
  assert.deepEqual(await save(`${address}/cancel`, { reason: 'no-transport' }), ['no-transport'])
  await browser.get(`${address}/cancel/confirm`).expect(303).expect('location', `${address}/cancel`)
  assert.deepEqual(await save(`${address}/cancel`, {}), [])
  assert.deepEqual(await save(`${address}/reschedule/choose-day`, { day }), [day])
  await answerAndGoOn(
    browser,
    `${address}/reschedule/choose-day`,
    { day },
    `${address}/reschedule/choose-time`,
  )
  assert.deepEqual(await save(`${address}/reschedule/choose-time`, { slotId }), [slotId])
})

test('several ticks are kept, and what another page kept is not lost by answering this one', async () => {
  const { at, browser, fields, page } = await someoneWriting(portal)
  await send(browser, page, { ...fields, datesToAvoid: 'all of May', _save: 'yes' }).expect(303)
  const days = { ...hiddenFields((await browser.get(`${at}/days`)).text), days: ['monday', 'friday'] }
  await send(browser, `${at}/days`, { ...days, _save: 'yes' }).expect(303)
  const { text } = await browser.get(`${at}/days`).expect(200)
  assert.deepEqual(checked(text), ['monday', 'friday'])
  await send(browser, `${at}/days`, { ...hiddenFields(text), days: 'friday' }).expect(303)
  assert.equal(typed((await browser.get(page).expect(200)).text), 'all of May')
})

test('pages that confirm cannot be saved', async () => {
  const { address, browser } = await someoneLoggedIn(portal)
  await answerAndGoOn(browser, `${address}/cancel`, { reason: 'other' }, `${address}/cancel/confirm`)
  const { text } = await browser.get(`${address}/cancel/confirm`).expect(200)
  assert.doesNotMatch(text, /Save and carry on|_seal/)
  const before = await everything(portal.database)
  await send(browser, `${address}/cancel/confirm`, { ...hiddenFields(text), _save: 'yes' }).expect(400)
  assert.equal(await everything(portal.database), before)
})

test('a saved time that has been taken meanwhile is said to be taken', async () => {
  const patient = await someoneLoggedIn(portal)
  const at = `${patient.address}/reschedule`
  const slots = [
    await freeSlot(portal, patient, { days: 14 }),
    await freeSlot(portal, patient, { days: 14, hours: 1 }),
  ]
  const day = await dayOf(portal, String(slots[0]))
  await answerAndGoOn(patient.browser, `${at}/choose-day`, { day }, `${at}/choose-time`)
  const fields = hiddenFields((await patient.browser.get(`${at}/choose-time`).expect(200)).text)
  await send(patient.browser, `${at}/choose-time`, {
    ...fields,
    slotId: String(slots[0]),
    _save: 'yes',
  }).expect(303)
  await portal.database('slot').where('id', slots[0]).delete()
  const { text } = await patient.browser.get(`${at}/choose-time`).expect(409)
  assert.match(words(text), /That time is no longer free/)
})
