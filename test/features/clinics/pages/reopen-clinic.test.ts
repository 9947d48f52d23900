import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { answer, send } from '../../../support/form.ts'
import { heading, hiddenFields, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { aLeadAtWork, booked, type LeadAtWork } from './support.ts'

let portal: TestPortal
let at: LeadAtWork

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  at = await aLeadAtWork(portal)
})

test('a clinic is opened again: its free times can be booked, who was left keeps the appointment, and the page says who did it', async () => {
  const appointmentId = await booked(at.team, 7)
  const slotId = await at.team.doors.aSlot(at.team.clinicId, { days: 7, hours: 1 })
  const confirmed = await at.team.confirmed(at.team.day(7))
  await at.team.closures.close(at.team.lead, confirmed)
  const address = `/staff/clinics/closures/${confirmed.id}`
  const page = await at.lead.get(`${address}/reopen`).expect(200)
  assert.equal(heading(page.text), 'Open it again?')
  assert.match(words(page.text), /not been moved or cancelled yet keep their appointments: 1/)
  const fields = hiddenFields(page.text)
  await send(at.lead, `${address}/reopen`, fields).expect(303)
  // A colleague with the same page open comes second.
  await send(at.lead, `${address}/reopen`, fields).expect(303)
  assert.equal((await at.team.slot(slotId)).blocks, 0)
  assert.equal((await at.team.doors.row(appointmentId)).status, 'booked')
  const said = words((await at.lead.get(address)).text)
  assert.ok(said.includes(`Opened again by ${at.leadName}`), said)
  assert.match(said, /Keeps the appointment/)
  await at.lead.get(`${address}/reopen`).expect(303)
  const entries = await portal.database('audit_log').where('action', 'reopened-clinic')
  assert.equal(entries.filter(({ subject_id }) => subject_id === confirmed.id).length, 1)
})

test('what was done for patients stays as it is', async () => {
  const appointmentId = await booked(at.team, 7)
  const address = `/staff/clinics/closures/${await at.team.close(at.team.day(7))}/reopen`
  assert.match(
    words((await at.lead.get(address)).text),
    /who were moved or cancelled do not get their old appointments back/,
  )
  await answer(at.lead, address)
  assert.equal((await at.team.doors.row(appointmentId)).status, 'cancelled')
})
