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
  assert.match(after, /a new time are listed under Requests . .* listed under Patients to be told /)
  const shown = await portal.database('audit_log').where('action', 'viewed-closure').first()
  assert.deepEqual([shown.patient_id, shown.subject_id], [`trust:${at.team.trust}`, confirmed.id])
})

test('a closure that affected nobody says so', async () => {
  const id = await at.team.close(at.team.day(7))
  assert.match(words((await at.lead.get(`/staff/clinics/closures/${id}`)).text), /No patient was affected/)
})

test('long lists are shown in parts, and only who was shown is written down', async () => {
  for (let number = 0; number < 120; number++) await booked(at.team, 7, number % 6)
  const confirmed = await at.team.confirmed(at.team.day(7), { intended: 'worklist' })
  await at.team.closures.close(at.team.lead, confirmed)
  const address = `/staff/clinics/closures/${confirmed.id}`
  const seen = async () =>
    (await portal.database('audit_log').where('action', 'viewed-closure').pluck('patient_id')).filter(
      id => !id.startsWith('trust:'),
    ).length
  const earlier = await seen()
  const before = await at.lead.get(address).expect(200)
  assert.match(
    words(before.text),
    /Still to be moved or cancelled: 120 .* 70 more follow when these are finished/,
  )
  assert.equal(await seen(), earlier + 50)
  for (let turn = 0; turn < 6; turn++) await at.team.closures.carryOn(at.team.lead, confirmed.id)
  const pages = []
  for (const query of ['', '?page=2', '?page=3', '?page=9'])
    pages.push(words((await at.lead.get(address + query).expect(200)).text))
  assert.match(pages[0] ?? '', /Finished: 120 .* 1 to 50 of 120/)
  assert.match(pages[2] ?? '', /101 to 120 of 120/)
  assert.equal(pages[3], pages[2])
  assert.equal(await seen(), earlier + 50 + 50 + 50 + 20 + 20)
})
