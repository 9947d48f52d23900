import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { putBack, startDemonstration } from '../support/demonstration.ts'
import { EVERY_WAY, openBrowser, press, type Visitor } from './browser.ts'
import { openFromNhsApp } from './nhs-app.ts'
import { isRefused, sees, wordsOf } from './page-checks.ts'

const demonstration = await startDemonstration({ after })
beforeEach(() => putBack(demonstration))

const LIST = '/patient-portal/appointments'
const CARER = 'I do not have anyone to come with me'

for (const way of EVERY_WAY) {
  test(`a patient moves an appointment at once ${way.name}`, async t => {
    const visitor = await openBrowser(t, way)
    const { id, address } = await openFromNhsApp(
      demonstration,
      visitor,
      'Amira Shah',
      'Cardiology appointment',
    )
    const before = await wordsOf(visitor)

    await press(visitor, 'Reschedule appointment')
    await sees(visitor, 'Choose a new day', { back: address })
    await isRefused(visitor, 'Choose a new day', { day: 'Select a day' }, { back: address })
    const day = await chooseLast(visitor)

    const chooseTime = `Choose a time on ${day}`
    const back = `${address}/reschedule/choose-day`
    await sees(visitor, chooseTime, { back })
    await isRefused(visitor, chooseTime, { slotId: 'Select a time' }, { back })
    const time = await chooseLast(visitor)

    await sees(visitor, 'Check your new appointment', { back: `${address}/reschedule/choose-time` })
    await press(visitor, 'Confirm new appointment')
    await sees(visitor, 'Appointment rescheduled')

    await press(visitor, 'View this appointment')
    await sees(visitor, 'Cardiology (heart) appointment. …', { back: LIST })
    const after = await wordsOf(visitor)
    assert.ok(after.includes(`Date ${day} Time ${time}`), after)
    assert.ok(!before.includes(`Date ${day} Time ${time}`), before)
    await visitor.page.goto(demonstration.url + address)
    await sees(visitor, 'Cardiology (heart) appointment. …', { back: LIST })
    assert.equal(await wordsOf(visitor), after, 'the old link leads to the new appointment')

    const old = await demonstration.database('appointment').where({ id }).first()
    const moved = await demonstration.database('appointment').where({ id: old.moved_to_id }).first()
    assert.deepEqual([old.status, moved.status, moved.changes_made], ['cancelled', 'booked', 1])
    assert.notEqual(String(moved.starts_at), String(old.starts_at))
  })

  test(`a patient asks for another time ${way.name}`, async t => {
    const visitor = await openBrowser(t, way)
    const { id, address } = await openFromNhsApp(
      demonstration,
      visitor,
      'Amira Shah',
      'Dermatology appointment',
    )

    await press(visitor, 'Ask to reschedule appointment')
    await sees(visitor, 'Which days suit you?', { back: address })
    const noDays = { days: 'Select at least 1 day that suits you' }
    await isRefused(visitor, 'Which days suit you?', noDays, { back: address })
    await visitor.page.getByLabel('Monday').check()
    await visitor.page.getByLabel('Sunday').check()
    await press(visitor, 'Continue')

    const days = `${address}/reschedule/days`
    await sees(visitor, 'Which times of day suit you?', { back: days })
    const noTimes = { times: 'Select at least 1 time of day' }
    await isRefused(visitor, 'Which times of day suit you?', noTimes, { back: days })
    await visitor.page.getByLabel('Afternoon').check()
    await press(visitor, 'Continue')

    const times = `${address}/reschedule/times`
    const datesToAvoid = 'Which dates can you not make? (optional)'
    await sees(visitor, datesToAvoid, { back: times })
    // It may be left empty, so here too much is what is refused.
    await visitor.page.getByRole('textbox').fill('3 May '.repeat(100))
    const tooLong = {
      datesToAvoid: 'Dates you cannot make must be 500 characters or less. You have written 599.',
    }
    await isRefused(visitor, datesToAvoid, tooLong, { back: times })
    await visitor.page.getByRole('textbox').fill('3 to 17 May\nand <b>bank</b> holidays')
    await press(visitor, 'Continue')

    const dates = `${address}/reschedule/dates-to-avoid`
    await sees(visitor, 'Why do you need a different time?', { back: dates })
    const noReason = { reason: 'Select why you need a different time' }
    await isRefused(visitor, 'Why do you need a different time?', noReason, { back: dates })
    await visitor.page.getByLabel(CARER).check()
    await press(visitor, 'Continue')

    await sees(visitor, 'Check your request for another time', { back: `${address}/reschedule/reason` })
    for (const answer of ['Monday Sunday', 'Afternoon', '3 to 17 May and <b>bank</b> holidays', CARER])
      assert.ok((await wordsOf(visitor)).includes(answer), answer)
    await press(visitor, 'Ask to reschedule appointment')
    await sees(visitor, 'We have sent your request to reschedule')

    await press(visitor, 'View this appointment')
    await sees(visitor, 'Dermatology (skin) appointment. …', { back: LIST })
    assert.match(await wordsOf(visitor), /Pending reschedule/)
    const request = await demonstration.database('change_request').where({ appointment_id: id }).first()
    assert.deepEqual(
      [request.kind, request.status, request.reason, request.preferred_days, request.preferred_times],
      ['reschedule', 'open', 'no-carer', 'monday,sunday', 'afternoon'],
    )
    assert.equal(request.dates_to_avoid, '3 to 17 May\nand <b>bank</b> holidays')
  })
}

/** Chooses the last of what is offered, and answers its words. */
async function chooseLast(visitor: Visitor): Promise<string> {
  const last = visitor.page.getByRole('radio').last()
  await last.check()
  const label = await last.evaluate(radio => (radio as HTMLInputElement).labels?.[0]?.textContent.trim())
  await press(visitor, 'Continue')
  return label ?? ''
}
