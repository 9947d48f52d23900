import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { answer, send } from '../../../support/form.ts'
import { heading, hiddenFields, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { slotsNotAsBooked } from '../../appointments/door.ts'
import type { Asked } from '../support.ts'
import { addressOf, aTeamAtWork, type TeamAtWork } from './support.ts'

let portal: TestPortal
let at: TeamAtWork
let asked: Asked
let address: string
let slotId: string

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  at = await aTeamAtWork(portal)
  asked = await at.team.asked('reschedule')
  address = addressOf(asked.requestId)
  // Monday morning, as the patient prefers.
  slotId = await at.team.doors.aSlot(at.team.clinicId, { days: 14 })
})

test('the times that suit the patient come first', async () => {
  const tuesday = await at.team.doors.aSlot(at.team.clinicId, { days: 1 })
  const { text } = await at.amal.get(`${address}/new-time`).expect(200)
  const [preferred = '', other = ''] = text.split('Other times')
  assert.ok(preferred.includes(`value="${slotId}"`) && !preferred.includes(`value="${tuesday}"`))
  assert.ok(other.includes(`value="${tuesday}"`))
})

test('the appointment is moved to the chosen time: the new one is booked before the old one ends', async () => {
  const check = await answer(at.amal, `${address}/new-time`, { slotId })
  assert.equal(heading(check.text), 'Check the new appointment')
  const moved = await send(at.amal, `${address}/new-time`, hiddenFields(check.text))
  assert.deepEqual([moved.status, moved.headers.location], [303, address])
  const old = await at.team.doors.row(asked.appointmentId)
  const booked = await at.team.doors.row(String(old.moved_to_id))
  assert.deepEqual([old.status, booked.status, booked.slot_id], ['cancelled', 'booked', slotId])
  assert.equal((await at.team.row(asked.requestId)).status, 'done')
  const done = words((await at.amal.get(address)).text)
  assert.match(done, /The appointment is moved to Monday 29 June 2026 at [\d:apm]+\. The patient sees this/)
  assert.match(done, /Moved to Monday 29 June 2026 at [\d:apm]+ The new appointment: Booked/)
  assert.deepEqual(await slotsNotAsBooked(portal.database), [])
})

test('a time must be chosen', async () => {
  const refused = await answer(at.amal, `${address}/new-time`)
  assert.equal(refused.status, 400)
  assert.match(words(refused.text), /There is a problem Select a new time/)
})

test('a time that was taken meanwhile is not booked, and the others are offered', async () => {
  const check = await answer(at.amal, `${address}/new-time`, { slotId })
  await portal.database('slot').where('id', slotId).update({ booked: 1 })
  const late = await send(at.amal, `${address}/new-time`, hiddenFields(check.text))
  assert.equal(late.status, 409)
  assert.match(words(late.text), /no free times|no longer free/)
  assert.equal((await at.team.doors.row(asked.appointmentId)).status, 'booked')
  await portal.database('slot').where('id', slotId).update({ booked: 0 })
})

test('when the clinic has no free time, the page says what can be done', async () => {
  await portal.database('slot').where('id', slotId).update({ booked: 1 })
  const { text } = await at.amal.get(`${address}/new-time`).expect(200)
  assert.equal(heading(text), 'This clinic has no free times')
  assert.match(words(text), /decline the request and say what the patient can do/)
  await portal.database('slot').where('id', slotId).update({ booked: 0 })
})

test('a patient who withdraws while staff decide keeps the appointment', async () => {
  const check = await answer(at.amal, `${address}/new-time`, { slotId })
  await at.team.patientRequests.withdraw(asked.patient, asked)
  const late = await send(at.amal, `${address}/new-time`, hiddenFields(check.text))
  assert.equal(late.status, 409)
  assert.match(words(late.text), /Withdrawn by the patient/)
  assert.equal((await at.team.doors.row(asked.appointmentId)).status, 'booked')
})
