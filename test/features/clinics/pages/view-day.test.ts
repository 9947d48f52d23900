import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { words } from '../../../support/page.ts'
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

const addressOf = (days: number) => `/staff/clinics/${at.team.clinicId}/day/${at.team.date(days)}`

test('a day shows which times are free, booked and blocked, how, and why it is closed', async () => {
  await booked(at.team, 7)
  const free = await at.team.doors.aSlot(
    at.team.clinicId,
    { days: 7, minutes: 40 },
    { medium: 'VIDEO_CONSULTATION' },
  )
  const before = await at.lead.get(addressOf(7)).expect(200)
  assert.match(words(before.text), /Booked By phone\. 1 of 1 booked .* Free By video\. 0 of 1 booked/)
  await at.team.close(at.team.day(7, [free]))
  const { text } = await at.lead.get(addressOf(7)).expect(200)
  assert.match(words(text), /Closed Heart clinic : .*, some times Dr Lee is ill Times/)
  assert.match(words(text), /Booked By phone.* Blocked By video/)
})

test('a day that is over cannot be closed, and what is no date is not there', async () => {
  const over = await at.lead.get(addressOf(-1)).expect(200)
  assert.match(words(over.text), /The clinic has no times on this day/)
  assert.doesNotMatch(over.text, /\/close"/)
  assert.match((await at.lead.get(addressOf(0)).expect(200)).text, /\/close"/)
  for (const wrong of ['2026-02-30', 'tomorrow', '9999-01-01'])
    await at.lead.get(`/staff/clinics/${at.team.clinicId}/day/${wrong}`).expect(404)
})
