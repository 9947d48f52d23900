import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { fromColumn } from '../../../../src/database/columns.ts'
import { aSite } from '../../../support/builders.ts'
import { send } from '../../../support/form.ts'
import { heading, hiddenFields, pageTitle, words } from '../../../support/page.ts'
import { aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { aboutToMove, everything, freeSlot, someoneLoggedIn } from '../support.ts'

let portal: TestPortal

before(async () => {
  portal = await aPortal()
})

after(() => portal.close())

/** A patient who has chosen Tuesday 23 June at 11am; midday is free too. */
async function checking(arrangement = {}) {
  const them = await someoneLoggedIn(portal, arrangement)
  const chosen = await freeSlot(portal, them, { days: 8, hours: 1 })
  const other = await freeSlot(portal, them, { days: 8, hours: 2 })
  const form = await aboutToMove(portal, them, chosen)
  return { ...them, chosen, other, form, page: `${them.address}/reschedule/check-new-time` }
}

const take = (slotId: string) => portal.database('slot').where('id', slotId).update('booked', 1)
const appointmentsOf = (patientId: string) =>
  portal.database('appointment').where({ patient_id: patientId }).orderBy('starts_at')

test('a patient sees the old and the new time before anything is changed, and can go back to the date or the time', async () => {
  const { address, browser, page } = await checking()
  const untouched = await everything(portal.database)
  const shown = await browser.get(page).expect(200)
  const text = words(shown.text)
  assert.equal(heading(shown.text), 'Check your new appointment')
  assert.ok(pageTitle(shown.text).startsWith('Check your new appointment - '))
  assert.ok(text.includes('Your cardiology (heart) appointment is on Monday 22 June 2026 at 10am.'), text)
  assert.match(text, /Date Tuesday 23 June 2026 Change the date Time 11am Change the time/)
  for (const [page, words] of [
    ['choose-day', 'the date'],
    ['choose-time', 'the time'],
  ])
    assert.match(shown.text, new RegExp(`href="${address}/reschedule/${page}"[^>]*>Change<[^>]*> ${words}<`))
  assert.ok(text.includes('Confirm new appointment Keep my current appointment'))
  assert.equal(await everything(portal.database), untouched)
})

test('the new time is booked and the old one free before the patient sees the confirmation', async () => {
  const { address, browser, chosen, form, id, page, patientId, slotId } = await checking()
  const sent = await send(browser, page, form)
  assert.equal(sent.status, 303)
  assert.equal(sent.headers.location, `${address}/reschedule/received`)
  const [old, now, ...more] = await appointmentsOf(patientId)
  assert.equal(more.length, 0)
  assert.deepEqual(
    [old.id, old.status, old.cancelled_by, old.moved_to_id, old.version],
    [id, 'cancelled', 'patient', now.id, 2],
  )
  assert.deepEqual(
    [now.status, now.slot_id, now.changes_made, now.version, now.title, now.clinic_id],
    ['booked', chosen, 1, 1, old.title, old.clinic_id],
  )
  assert.equal(String(fromColumn(now.starts_at)), '2026-06-23T10:00:00Z')
  const slots = await portal.database('slot').whereIn('id', [slotId, chosen]).orderBy('starts_at')
  assert.deepEqual(
    slots.map(slot => slot.booked),
    [0, 1],
  )
})

test('the new appointment has the medium, place and clinician of the new time', async () => {
  const them = await someoneLoggedIn(portal)
  const clinician = randomUUID()
  await portal.database('clinician').insert({ id: clinician, name: 'Dr Who', role: 'Doctor' })
  const { trust_ods_code } = await portal.database('clinic').where('id', them.clinicId).first()
  const site = await aSite(portal.database, { trust_ods_code, name: 'Infirmary', address: 'Leeds' })
  const where = { medium: 'FACE_TO_FACE', site_ods_code: site, place: 'Ward 1', clinician_id: clinician }
  const form = await aboutToMove(portal, them, await freeSlot(portal, them, { days: 8 }, where))
  const check = words((await them.browser.get(`${them.address}/reschedule/check-new-time`)).text)
  assert.ok(check.includes('Location Ward 1 Infirmary Leeds Who you will see Dr Who Doctor'), check)
  await send(them.browser, `${them.address}/reschedule/check-new-time`, form).expect(303)
  const [, now] = await appointmentsOf(them.patientId)
  const { medium, site_ods_code, place, clinician_id } = now
  assert.deepEqual({ medium, site_ods_code, place, clinician_id }, where)
})

test('a patient whose chosen time is taken while they check it sees the times left and keeps their appointment', async () => {
  const them = await checking()
  const { browser, chosen, form, other, page } = them
  await take(chosen)
  const untouched = await everything(portal.database)
  for (let again = 0; again < 2; again++) {
    const answered = await send(browser, page, form)
    assert.equal(answered.status, 409)
    const text = words(answered.text)
    assert.ok(text.includes('That time is no longer free You still have your appointment. Choose from the'))
    assert.match(answered.text, new RegExp(`value="${other}"`))
    assert.ok(!answered.text.includes(`value="${chosen}"`))
  }
  assert.equal(await everything(portal.database), untouched)
  const reopened = await browser.get(page).expect(303)
  assert.match(String(reopened.headers.location), /choose-time$/)
  await send(browser, page, await aboutToMove(portal, them, other)).expect(303)
})

test('a patient who opens the last page after the time was taken sees the times left', async () => {
  const { browser, chosen, page } = await checking()
  await take(chosen)
  const answered = await browser.get(page).expect(409)
  assert.ok(words(answered.text).includes('That time is no longer free'))
})

test('when no time is left, the page says so and the patient keeps their appointment', async () => {
  const { browser, chosen, form, other, page } = await checking()
  await take(chosen)
  await take(other)
  const answered = await send(browser, page, form)
  assert.equal(answered.status, 409)
  assert.equal(heading(answered.text), 'There are no other times online')
  assert.ok(
    words(answered.text).includes(
      'You still have your cardiology (heart) appointment on Monday 22 June 2026 at 10am.',
    ),
  )
})

test('a time that begins while the patient checks it cannot be booked', async () => {
  const them = await someoneLoggedIn(portal, { trust: { minimum_notice_hours: 0 } })
  const form = await aboutToMove(portal, them, await freeSlot(portal, them, { minutes: 5 }))
  const untouched = await everything(portal.database)
  portal.clock.pass({ minutes: 5 })
  const answered = await send(them.browser, `${them.address}/reschedule/check-new-time`, form)
  portal.clock.set(MONDAY)
  assert.equal(answered.status, 409)
  assert.equal(await everything(portal.database), untouched)
})

test('a patient may move an appointment as often as allowed, and then reads the rule', async () => {
  const them = await someoneLoggedIn(portal, { trust: { most_changes: 2 } })
  let { address } = them
  for (const day of [8, 9]) {
    const form = await aboutToMove(portal, { ...them, address }, await freeSlot(portal, them, { days: day }))
    await send(them.browser, `${address}/reschedule/check-new-time`, form).expect(303)
    address = String((await them.browser.get(address).expect(303)).headers.location)
  }
  const answered = words((await them.browser.get(`${address}/reschedule`).expect(409)).text)
  assert.ok(answered.includes('You have rescheduled this appointment twice.'), answered)
  await them.browser.get(`${address}/cancel`).expect(200)
})

test('a modified form is rejected and moves nothing', async () => {
  const { browser, form, other, page } = await checking()
  const untouched = await everything(portal.database)
  const { seen, slotId, day, ...rest } = form
  for (const fields of [
    rest,
    { ...form, seen: 'x' },
    { ...form, slotId: 'x' },
    { ...form, slotId: [String(slotId), other] },
    { ...form, day: '2026-02-30' },
    { ...form, day: '😀' },
    { ...form, extra: '1' },
    { ...rest, seen: String(seen), day: String(day) },
  ])
    assert.equal((await send(browser, page, fields)).status, 400, JSON.stringify(fields))
  assert.equal(await everything(portal.database), untouched)
})

test('a time sooner than the notice that the clinic asks for is not offered and not booked', async () => {
  const near = await someoneLoggedIn(portal)
  const slotId = await freeSlot(portal, near, { hours: 24, minutes: 1 })
  await aboutToMove(portal, near, slotId)
  const page = `${near.address}/reschedule/check-new-time`
  const form = hiddenFields((await near.browser.get(page).expect(200)).text)
  portal.clock.pass({ minutes: 2 })
  const shown = await near.browser.get(page).expect(409)
  // Here no other patient took it, so the page does not say so.
  assert.match(
    words(shown.text),
    /That time is no longer free.*You still have your cardiology \(heart\) appointment/,
  )
  const refused = await send(near.browser, page, form)
  assert.equal(refused.status, 409)
  assert.equal((await portal.database('slot').where('id', slotId).first()).booked, 0)
  assert.equal((await portal.database('appointment').where('id', near.id).first()).status, 'booked')
})

test('a time that the hospital changed after the patient chose it is not booked', async () => {
  const { browser, chosen, form, id, page } = await checking()
  await portal.database('slot').where('id', chosen).update({ medium: 'VIDEO_CONSULTATION', version: 2 })
  const refused = await send(browser, page, form)
  assert.equal(refused.status, 409)
  assert.equal((await portal.database('appointment').where({ id }).first()).status, 'booked')
})
