import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fromColumn } from '../../../../src/database/columns.ts'
import { send } from '../../../support/form.ts'
import { heading, pageTitle, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { aboutToAsk, everything, someoneLoggedIn } from '../support.ts'

let portal: TestPortal

before(async () => {
  portal = await aPortal()
})

after(() => portal.close())

/** A patient who has answered all four questions. */
async function checking(answers = {}) {
  const them = await someoneLoggedIn(portal, {
    trust: { reschedule_how: 'request', promise_working_hours: 20 },
  })
  const form = await aboutToAsk(them, answers)
  return { ...them, form, page: `${them.address}/reschedule/check-request` }
}

test('a patient sees each answer with a link to change it, and reads that they keep their time', async () => {
  const { address, browser, page } = await checking({
    days: ['monday', 'friday'],
    times: ['morning', 'evening'],
    datesToAvoid: '3 August\n4 August',
    reason: 'no-carer',
  })
  const untouched = await everything(portal.database)
  const shown = await browser.get(page).expect(200)
  const text = words(shown.text)
  assert.equal(heading(shown.text), 'Check your request for another time')
  assert.ok(pageTitle(shown.text).startsWith('Check your request for another time - '))
  assert.ok(text.includes('For your cardiology (heart) appointment on Monday 22 June 2026 at 10am.'))
  assert.ok(text.includes('Days that suit you Monday Friday Change the days that suit you'), text)
  assert.ok(text.includes('Times that suit you Morning Evening Change the times that suit you'))
  assert.ok(text.includes('Dates you cannot make 3 August 4 August Change the dates you cannot make'))
  assert.ok(text.includes('Reason I do not have anyone to come with me Change the reason'))
  for (const question of ['days', 'times', 'dates-to-avoid', 'reason'])
    assert.ok(shown.text.includes(`href="${address}/reschedule/${question}"`), question)
  assert.ok(text.includes("You'll keep your current appointment until the booking team gives you a new one."))
  assert.ok(text.includes('Ask to reschedule appointment Keep my current appointment'))
  assert.equal(await everything(portal.database), untouched)
})

test('the booking team has the request before the patient sees the confirmation, and the patient keeps their time', async () => {
  const { address, browser, form, id, page, slotId } = await checking({
    days: ['monday', 'friday'],
    times: ['evening'],
    datesToAvoid: 'not 3 August',
    reason: 'commitments',
  })
  const sent = await send(browser, page, form)
  assert.equal(sent.status, 303)
  assert.equal(sent.headers.location, `${address}/reschedule/received`)
  const [request, ...more] = await portal.database('change_request').where('appointment_id', id)
  assert.equal(more.length, 0)
  const { kind, status, reason, preferred_days, preferred_times, dates_to_avoid, promised_by } = request
  assert.deepEqual(
    [kind, status, reason, preferred_days, preferred_times, dates_to_avoid],
    ['reschedule', 'open', 'commitments', 'monday,friday', 'evening', 'not 3 August'],
  )
  assert.equal(String(fromColumn(promised_by)), '2026-06-17T09:00:00Z')
  const appointment = await portal.database('appointment').where({ id }).first()
  assert.deepEqual([appointment.status, appointment.version, appointment.slot_id], ['booked', 2, slotId])
  assert.equal((await portal.database('slot').where('id', slotId).first()).booked, 1)
})

test('a patient may choose every day and every time of day', async () => {
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
  const { browser, form, id, page } = await checking({ days, times: ['morning', 'afternoon', 'evening'] })
  await send(browser, page, form).expect(303)
  const request = await portal.database('change_request').where('appointment_id', id).first()
  assert.equal(request.preferred_days, days.join(','))
})

test('a modified form is rejected and makes no request', async () => {
  const { browser, form, page } = await checking()
  const untouched = await everything(portal.database)
  const { seen, ...unseen } = form
  for (const fields of [
    unseen,
    { ...form, seen: String(seen).replace('W', 'X') },
    { ...form, days: 'x' },
    { ...form, datesToAvoid: 'a'.repeat(501) },
    { ...form, reason: '' },
    { ...form, kind: 'cancel' },
  ])
    assert.equal((await send(browser, page, fields)).status, 400, JSON.stringify(fields))
  assert.equal(await everything(portal.database), untouched)
})

test('a patient for whom any day and any time will do says so, and what else is ticked is left out', async () => {
  const { browser, form, id, page } = await checking({ days: ['monday', 'any'], times: 'any' })
  const text = words((await browser.get(page).expect(200)).text)
  assert.match(text, /Days that suit you Any day Change .* Times that suit you Any time Change/)
  await send(browser, page, form).expect(303)
  const request = await portal.database('change_request').where('appointment_id', id).first()
  assert.deepEqual([request.preferred_days, request.preferred_times], ['any', 'any'])
})
