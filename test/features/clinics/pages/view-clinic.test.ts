import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { aLeadAtWork, booked, type LeadAtWork } from './support.ts'

let portal: TestPortal
let at: LeadAtWork
let address: string

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  at = await aLeadAtWork(portal)
  address = `/staff/clinics/${at.team.clinicId}`
})

const daysOn = (html: string) => [...html.matchAll(/\/day\/(\d{4}-\d\d-\d\d)"/g)].map(([, date]) => date)

test('a clinic shows the days of the next 4 weeks that have times, and leads to later ones', async () => {
  await booked(at.team, 7)
  await at.team.doors.aSlot(at.team.clinicId, { days: 30 })
  const { text } = await at.lead.get(address).expect(200)
  assert.deepEqual(daysOn(text), [String(at.team.date(7))])
  const next = /href="([^"]*\?starting=[^"]*)"/.exec(text)?.[1] ?? ''
  const later = await at.lead.get(next).expect(200)
  assert.deepEqual(daysOn(later.text), [String(at.team.date(30))])
  assert.match(words(later.text), /Back to today/)
})

test('a clinic without times says so, and an address with another date shows today', async () => {
  for (const query of ['', '?starting=2026-02-30', '?starting=9999-01-01']) {
    const { text } = await at.lead.get(address + query).expect(200)
    assert.match(words(text), /The clinic has no times on these days/)
    assert.doesNotMatch(words(text), /Back to today/)
  }
})
