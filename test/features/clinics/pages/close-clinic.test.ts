import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { answer, send } from '../../../support/form.ts'
import { heading, hiddenFields, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { aLeadAtWork, booked, type LeadAtWork } from './support.ts'

let portal: TestPortal
let at: LeadAtWork
let address: string
let appointmentId: string

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  at = await aLeadAtWork(portal)
  address = `/staff/clinics/${at.team.clinicId}/day/${at.team.date(7)}/close`
  appointmentId = await booked(at.team, 7)
})

const wholeDay = { what: 'day', reason: 'Dr Lee is ill' }
const statusOf = async (id: string) => (await at.team.doors.row(id)).status

test('the patients are listed first, and only then the clinic is closed and they are moved', async () => {
  const slotId = await at.team.doors.aSlot(at.team.clinicId, { days: 10 })
  const check = await answer(at.lead, address, wholeDay)
  assert.equal(heading(check.text), 'Who is affected')
  const { nhs_number } = await portal
    .database('patient')
    .join('appointment', 'appointment.patient_id', 'patient.id')
    .where('appointment.id', appointmentId)
    .first('nhs_number')
  assert.ok(words(check.text).includes(nhs_number.replace(/^(...)(...)/, '$1 $2 ')))
  assert.equal(await statusOf(appointmentId), 'booked')
  assert.deepEqual(await at.team.closures.list(at.team.lead), [])
  const shown = await portal.database('audit_log').where('action', 'viewed-patients-affected').first()
  assert.deepEqual([shown.patient_id, shown.subject_id], [`trust:${at.team.trust}`, at.team.clinicId])

  const hidden = hiddenFields(check.text)
  const fields = { ...hidden, intended: 'first' }
  const closed = await send(at.lead, address, fields)
  assert.equal(closed.status, 303)
  assert.equal(closed.headers.location, `/staff/clinics/closures/${hidden.closureId}`)
  assert.equal(await statusOf(appointmentId), 'cancelled')
  assert.equal((await at.team.slot(slotId)).booked, 1)
  const again = await send(at.lead, address, fields)
  assert.equal(again.headers.location, closed.headers.location)
  assert.equal((await at.team.closures.list(at.team.lead)).length, 1)
})

test('one patient can be given another time than all others, and one slot closed instead of the day', async () => {
  const slotId = String((await at.team.doors.row(appointmentId)).slot_id)
  const first = await at.team.doors.aSlot(at.team.clinicId, { days: 10 })
  const later = await at.team.doors.aSlot(at.team.clinicId, { days: 11 })
  const other = await booked(at.team, 7, 1)
  const check = await answer(at.lead, address, { what: 'slots', slots: slotId, reason: 'The room is needed' })
  assert.ok(check.text.includes(`value="${appointmentId}.${first}"`))
  const choice = `${appointmentId}.${later}`
  await send(at.lead, address, { ...hiddenFields(check.text), intended: 'worklist', choice }).expect(303)
  assert.equal((await at.team.slot(later)).booked, 1)
  assert.equal(await statusOf(other), 'booked')
})

test('who was booked after the list was shown is marked on a second list, and nothing is closed before it is confirmed', async () => {
  const check = await answer(at.lead, address, wholeDay)
  const late = await booked(at.team, 7, 2)
  await portal.database('appointment').where('id', appointmentId).update({ status: 'fulfilled' })
  const second = await send(at.lead, address, { ...hiddenFields(check.text), intended: 'worklist' })
  assert.equal(second.status, 409)
  assert.equal(heading(second.text), 'Bookings have changed: check again')
  assert.match(words(second.text), /Nothing is closed yet\. .* Patients who are no longer affected: 1/)
  assert.equal(second.text.match(/>New</g)?.length, 1)
  assert.equal(await statusOf(late), 'booked')
  await send(at.lead, address, { ...hiddenFields(second.text), intended: 'worklist' }).expect(303)
  assert.equal(await statusOf(late), 'cancelled')
})

test('what to close and why must be said', async () => {
  const nothing = await answer(at.lead, address, { reason: ' ' })
  assert.equal(nothing.status, 400)
  assert.match(words(nothing.text), /Select what you want to close Enter the reason/)
  const noSlot = await answer(at.lead, address, { what: 'slots', reason: 'Ill' })
  assert.equal(noSlot.status, 400)
  assert.match(words(noSlot.text), /Select the times that you want to close/)
  const long = await answer(at.lead, address, { ...wholeDay, reason: 'x'.repeat(201) })
  assert.match(words(long.text), /must be 200 characters or less. You have written 201/)
})

test('nobody loses what they have entered when they need more time', async () => {
  const more = await answer(at.lead, address, { ...wholeDay, _save: 'Give me more time' })
  assert.equal(more.status, 200)
  assert.match(words(more.text), /You have more time/)
  assert.ok(more.text.includes('Dr Lee is ill</textarea>'))
  const check = await answer(at.lead, address, wholeDay)
  const choice = `${appointmentId}.worklist`
  const kept = await send(at.lead, address, {
    ...{ ...hiddenFields(check.text), intended: 'worklist', choice, _save: 'Give me more time' },
  })
  assert.match(words(kept.text), /You have more time/)
  assert.ok(kept.text.includes(`value="${choice}" selected`))
  assert.deepEqual(await at.team.closures.list(at.team.lead), [])
})

test('a day that is over, and slots of another clinic, cannot be closed', async () => {
  const over = `/staff/clinics/${at.team.clinicId}/day/${at.team.date(-1)}/close`
  await at.lead.get(over).expect(404)
  const elsewhere = await aLeadAtWork(portal)
  const slots = await elsewhere.team.doors.aSlot(elsewhere.team.clinicId, { days: 7 })
  const check = await answer(at.lead, address, { what: 'slots', slots, reason: 'Ill' })
  assert.match(words(check.text), /No patient has an appointment then/)
  await send(at.lead, address, { ...hiddenFields(check.text) }).expect(400)
  assert.equal((await at.team.slot(slots)).blocks, 0)
})

/** The ids of the checkboxes on a page. */
const timesOn = (html: string) =>
  [...html.matchAll(/name="slots" type="checkbox" value="([0-9a-f-]{36})"/g)].map(([, id]) => String(id))

test('of a day with more times than a form can carry each page can be closed whole', async () => {
  for (let minutes = 0; minutes < 100; minutes++)
    await at.team.doors.aSlot(at.team.clinicId, { days: 7, minutes })
  const first = await at.lead.get(address).expect(200)
  const slots = timesOn(first.text)
  assert.ok(slots.length > 50 && first.text.includes(`${address}?page=2`))
  const wrong = await answer(at.lead, address, { what: 'slots', slots, reason: '' })
  assert.equal(wrong.status, 400)
  assert.equal(wrong.text.match(/ checked/g)?.length, slots.length + 1, 'all ticks are kept')
  const check = await answer(at.lead, address, { what: 'slots', slots, reason: 'Ill' })
  assert.match(words(check.text), new RegExp(`The times that you selected: ${slots.length}`))
  await send(at.lead, address, hiddenFields(check.text)).expect(303)

  const others = timesOn((await at.lead.get(address).expect(200)).text)
  assert.deepEqual([others.length, others.some(id => slots.includes(id))], [101 - slots.length, false])
  const last = await at.lead.get(`${address}?page=99`).expect(200)
  assert.deepEqual(timesOn(last.text), others)
})

test('the times of a later page are closed there', async () => {
  for (let minutes = 0; minutes < 100; minutes++)
    await at.team.doors.aSlot(at.team.clinicId, { days: 7, minutes })
  const second = `${address}?page=2`
  const shown = await at.lead.get(second).expect(200)
  const [slots = ''] = timesOn(shown.text)
  const check = await answer(at.lead, second, { what: 'slots', slots, reason: 'Ill' })
  assert.ok(check.text.includes(`href="${second}"`), 'the way back is to the same page')
  await send(at.lead, second, hiddenFields(check.text)).expect(303)
  assert.equal((await at.team.slot(slots)).blocks, 1)
})

test('when no time is left to select, the fault leads to the choice that is there', async () => {
  const opened = hiddenFields((await at.lead.get(address)).text)
  await portal.database('slot').where('clinic_id', at.team.clinicId).update('blocks', 1)
  const late = await send(at.lead, address, { ...opened, what: 'slots', reason: 'Ill' })
  assert.equal(late.status, 400)
  assert.match(late.text, /<a href="#what">\s*There are no times to select any more/)
  await portal.database('slot').where('clinic_id', at.team.clinicId).update('blocks', 0)
})

test('too many patients are neither listed nor written down as seen', async () => {
  for (let more = 0; more < 500; more++) await booked(at.team, 7)
  const { text } = await answer(at.lead, address, wholeDay)
  assert.match(words(text), /Patients affected More than 500 These are too many patients/)
  const audited = portal.database('audit_log').where('action', 'viewed-patients-affected')
  assert.deepEqual(
    await audited.pluck('patient_id').then(all => all.filter(id => id === `trust:${at.team.trust}`).length),
    1,
  )
  const { patient_id } = await at.team.doors.row(appointmentId)
  const theirs = portal.database('audit_log').where({ patient_id, action: 'viewed-patients-affected' })
  assert.deepEqual(await theirs, [])
})
