import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { answer } from '../../../support/form.ts'
import { heading, words } from '../../../support/page.ts'
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

test('the page shows what is done and what is left, and carries on', async () => {
  await booked(at.team, 7)
  await booked(at.team, 7, 1)
  await at.team.doors.aSlot(at.team.clinicId, { days: 9 })
  const confirmed = await at.team.confirmed(at.team.day(7))
  await at.team.closures.close(at.team.lead, confirmed)
  const address = `/staff/clinics/closures/${confirmed.id}`
  const { text } = await at.lead.get(address).expect(200)
  assert.equal(heading(text), 'Closed: Heart clinic')
  assert.match(words(text), /Why Dr Lee is ill .* Still to be moved or cancelled: 2/)
  const carried = await answer(at.lead, address)
  assert.deepEqual([carried.status, carried.headers.location], [303, address])
  const after = words((await at.lead.get(address)).text)
  assert.match(after, /Finished: 2 .* Moved to .* Cancelled, and listed under Requests/)
  assert.doesNotMatch(after, /still to do/)
  const shown = await portal.database('audit_log').where('action', 'viewed-closure').first()
  assert.deepEqual([shown.patient_id, shown.subject_id], [`trust:${at.team.trust}`, confirmed.id])
})

test('a closure that affected nobody says so', async () => {
  const id = await at.team.close(at.team.day(7))
  assert.match(words((await at.lead.get(`/staff/clinics/closures/${id}`)).text), /No patient was affected/)
})
