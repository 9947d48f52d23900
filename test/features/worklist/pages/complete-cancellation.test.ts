import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { answer, send } from '../../../support/form.ts'
import { heading, hiddenFields, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import type { Asked } from '../support.ts'
import { addressOf, aTeamAtWork, type TeamAtWork } from './support.ts'

let portal: TestPortal
let at: TeamAtWork
let asked: Asked
let address: string

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  at = await aTeamAtWork(portal)
  asked = await at.team.asked('cancel')
  address = addressOf(asked.requestId)
})

test('the appointment is cancelled as the patient asked, and its place is free again', async () => {
  const before = await at.team.doors.row(asked.appointmentId)
  const done = await answer(at.amal, `${address}/cancel`)
  assert.deepEqual([done.status, done.headers.location], [303, address])
  assert.equal((await at.team.row(asked.requestId)).status, 'done')
  const after = await at.team.doors.row(asked.appointmentId)
  assert.deepEqual([before.status, after.status], ['booked', 'cancelled'])
  const slot = await portal.database('slot').where('id', before.slot_id).first()
  assert.equal(slot.booked, 0)
  assert.match(words((await at.amal.get(address)).text), /State Done/)
})

test('the form sent twice cancels once', async () => {
  const fields = hiddenFields((await at.amal.get(`${address}/cancel`)).text)
  const answers = await Promise.all([1, 2].map(() => send(at.amal, `${address}/cancel`, fields)))
  assert.deepEqual(
    answers.map(({ status }) => status),
    [303, 303],
  )
  const entries = await portal
    .database('audit_log')
    .where({ patient_id: asked.patient.patientId, action: 'cancelled' })
  assert.equal(entries.length, 1)
})

test('an appointment that has changed meanwhile is not cancelled', async () => {
  const fields = hiddenFields((await at.amal.get(`${address}/cancel`)).text)
  await portal.database('appointment').where('id', asked.appointmentId).increment('version', 1)
  const late = await send(at.amal, `${address}/cancel`, fields)
  assert.equal(late.status, 409)
  assert.equal(heading(late.text), 'The appointment has changed')
  assert.equal((await at.team.doors.row(asked.appointmentId)).status, 'booked')
})

test('an appointment that the hospital moved without a new version is not cancelled', async () => {
  const fields = hiddenFields((await at.amal.get(`${address}/cancel`)).text)
  const row = portal.database('appointment').where('id', asked.appointmentId)
  await row.update({ starts_at: '2026-06-25T09:00:00.000', ends_at: '2026-06-25T09:30:00.000' })
  const late = await send(at.amal, `${address}/cancel`, fields)
  assert.equal(late.status, 409)
  assert.equal((await at.team.doors.row(asked.appointmentId)).status, 'booked')
})

test('a request for another time cannot be answered by a cancellation', async () => {
  const other = await at.team.asked('reschedule')
  const { headers } = await at.amal.get(`${addressOf(other.requestId)}/cancel`).expect(303)
  assert.equal(headers.location, addressOf(other.requestId))
  const fields = hiddenFields((await at.amal.get(addressOf(other.requestId))).text)
  await send(at.amal, `${addressOf(other.requestId)}/cancel`, fields).expect(400)
})
