import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { answer, send } from '../../../support/form.ts'
import { heading, hiddenFields, words } from '../../../support/page.ts'
import { aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { aLeadAtWork, type LeadAtWork } from './support.ts'

let portal: TestPortal
let at: LeadAtWork
let address: string

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  portal.clock.set(MONDAY)
  at = await aLeadAtWork(portal)
  address = `/staff/clinics/${at.team.clinicId}/add-slots`
})

/** Two times on each Tuesday and Thursday of two weeks. */
const asked = {
  ...{ first: '22/6/2026', last: '3.7.2026', days: ['2', '4'], from: '9:00', until: '10:00' },
  ...{ minutes: '30', medium: 'VIDEO_CONSULTATION', capacity: '1' },
}
const slots = () => portal.database('slot').where('clinic_id', at.team.clinicId)

/** Of the form that adds the times, which comes before the one that changes them. */
const addFields = (html: string) => hiddenFields(html.slice(0, html.lastIndexOf('<form')))

test('the number of times is shown first, and then they are added, once', async () => {
  const check = await answer(at.lead, address, asked)
  assert.equal(heading(check.text), 'Check the times')
  assert.match(words(check.text), /Number of times 8 The first Tuesday 23 June 2026 at 9am/)
  assert.deepEqual(await slots(), [])
  const fields = addFields(check.text)
  for (let count = 0; count < 2; count++) {
    const added = await send(at.lead, address, fields)
    const there = `/staff/clinics/${at.team.clinicId}?starting=2026-06-22&added=yes`
    assert.deepEqual([added.status, added.headers.location], [303, there])
    const { text } = await at.lead.get(there).expect(200)
    assert.match(words(text), /The times are added\. .* 22 June 2026 to .* Tuesday 23 June 2026 2 free/)
  }
  const { text } = await at.lead.get(`/staff/clinics/${at.team.clinicId}`).expect(200)
  assert.doesNotMatch(words(text), /The times are added/)
  assert.equal((await slots()).length, 8)
})

test('times that overlap, that are too many, or that are none are said, and not added', async () => {
  await send(at.lead, address, addFields((await answer(at.lead, address, asked)).text)).expect(303)
  const again = await answer(at.lead, address, asked)
  assert.match(words(again.text), /These overlap times of the clinic .* Tuesday 23 June 2026 at 9am/)
  const many = await answer(at.lead, address, { ...asked, last: '1/1/2036' })
  assert.match(words(many.text), /More than 500 .* too many to add at once/)
  const none = await answer(at.lead, address, { ...asked, last: '22/6/2026' })
  assert.match(words(none.text), /There is no time to add/)
  assert.equal((await slots()).length, 8)
})

test('times that a colleague adds meanwhile are an overlap at the end', async () => {
  const fields = addFields((await answer(at.lead, address, asked)).text)
  await send(at.lead, address, addFields((await answer(at.lead, address, asked)).text)).expect(303)
  const late = await send(at.lead, address, fields)
  assert.equal(late.status, 409)
  assert.match(words(late.text), /These overlap times/)
  assert.equal((await slots()).length, 8)
})

test('everything must be said, and nothing is lost when more time is needed', async () => {
  const nothing = await answer(at.lead, address)
  assert.equal(nothing.status, 400)
  for (const fault of [
    'the first day',
    'the last day',
    'when the first',
    'when the last',
    'how many minutes',
    'how many patients',
  ])
    assert.ok(words(nothing.text).includes(`Enter ${fault}`), fault)
  assert.match(words(nothing.text), /Select the days of the week .* Select how patients are seen/)
  const more = await answer(at.lead, address, { ...asked, _save: 'Give me more time' })
  assert.match(words(more.text), /You have more time/)
  assert.ok(more.text.includes('value="22/6/2026"'))
})

test('who wants other times after all finds what was entered', async () => {
  await send(at.lead, address, addFields((await answer(at.lead, address, asked)).text)).expect(303)
  const check = await answer(at.lead, address, { ...asked, days: ['4', '5'] })
  const again = await send(at.lead, address, hiddenFields(check.text)).expect(200)
  assert.equal(heading(again.text), 'Which times do you want to add?')
  assert.ok(again.text.includes('value="22/6/2026"'))
  const ticked = [...again.text.matchAll(/name="days"[^>]*value="(\d)"[^>]*checked/g)].map(([, day]) => day)
  assert.deepEqual(ticked, ['4', '5'])
  assert.equal((await slots()).length, 8)
})
