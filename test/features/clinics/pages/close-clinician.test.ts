import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { answer, send } from '../../../support/form.ts'
import { heading, hiddenFields, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { aClinician, aLeadAtWork, booked, type LeadAtWork } from './support.ts'

let portal: TestPortal
let at: LeadAtWork
let address: string
let clinicianId: string

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  at = await aLeadAtWork(portal)
  clinicianId = await aClinician(at.team)
  address = `/staff/clinics/clinicians/${clinicianId}/close`
})

/** A date in so many days, as it is typed. */
function typed(name: 'first' | 'last', days: number) {
  const { day, month, year } = at.team.date(days)
  return { [name]: `${day}/${month}/${year}` }
}

test('the slots of an absent clinician are closed, after their patients were listed', async () => {
  const mine = await booked(at.team, 7)
  const slotId = String((await at.team.doors.row(mine)).slot_id)
  await portal.database('slot').where('id', slotId).update('clinician_id', clinicianId)
  const other = await booked(at.team, 7, 1)
  const reason = 'Study leave'
  const check = await answer(at.lead, address, { ...typed('first', 6), ...typed('last', 8), reason })
  assert.equal(heading(check.text), 'Who is affected')
  assert.match(words(check.text), /You close Dr Lee .* Patients affected 1/)
  await send(at.lead, address, { ...hiddenFields(check.text), intended: 'worklist' }).expect(303)
  assert.equal((await at.team.doors.row(mine)).status, 'cancelled')
  assert.equal((await at.team.doors.row(other)).status, 'booked')
  assert.equal((await at.team.slot(slotId)).blocks, 1)
})

test('both days and a reason must be given, in order, and not over', async () => {
  const reason = 'Study leave'
  for (const [fields, fault] of [
    [{ reason }, /Enter the first day/],
    [{ ...typed('first', 6), last: '31/2/2027', reason }, /Enter the last day/],
    [{ ...typed('first', 6), ...typed('last', 5), reason }, /must be the first day or later/],
    [{ ...typed('first', -6), ...typed('last', -5), reason }, /must be today or later/],
    [{ ...typed('first', 0), ...typed('last', 92), reason }, /less than 92 days/],
    [{ ...typed('first', 6), ...typed('last', 6), reason: '' }, /Enter the reason/],
  ] as const) {
    const refused = await answer(at.lead, address, fields)
    assert.equal(refused.status, 400, String(fault))
    assert.match(words(refused.text), fault)
  }
  assert.deepEqual(await at.team.closures.list(at.team.lead), [])
})

test('nobody loses what they have entered when they need more time', async () => {
  const fields = { ...typed('first', 6), reason: 'Study leave', _save: 'Give me more time' }
  const more = await answer(at.lead, address, fields)
  assert.equal(more.status, 200)
  assert.match(words(more.text), /You have more time/)
  assert.ok(more.text.includes('Study leave</textarea>'))
})
