import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { heading, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { aLoggedInStaffMember } from '../../../support/staff.ts'
import { ADMINISTRATOR, aLeadAtWork, booked, type LeadAtWork } from './support.ts'

let portal: TestPortal
let at: LeadAtWork

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  at = await aLeadAtWork(portal)
})

test('the list shows the clinics of the trust with their places, and what is closed', async () => {
  await booked(at.team, 7)
  await at.team.doors.aSlot(at.team.clinicId, { days: 8 }, { capacity: 3 })
  // After the four weeks that are counted.
  await at.team.doors.aSlot(at.team.clinicId, { days: 40 })
  const { text } = await at.lead.get('/staff/clinics').expect(200)
  assert.equal(heading(text), 'Clinics')
  assert.match(words(text), /Heart clinic 3 free, 1 booked .* Closed now or soon Nothing is closed/)
  await at.team.close(at.team.day(8))
  const after = await at.lead.get('/staff/clinics').expect(200)
  assert.match(words(after.text), /Heart clinic 0 free, 1 booked, 3 blocked/)
  assert.match(words(after.text), /Heart clinic : \w+ \d+ \w+ \d{4} Dr Lee is ill/)
})

test('clinics of another trust are not listed, and the booking team may not open the list', async () => {
  const elsewhere = await aLoggedInStaffMember(portal, { code: ADMINISTRATOR })
  const { text } = await elsewhere.browser.get('/staff/clinics').expect(200)
  assert.match(words(text), /Your trust has no clinics in the booking system yet/)
  const { browser } = await aLoggedInStaffMember(portal, { trust: at.team.trust })
  await browser.get('/staff/clinics').expect(403)
})
