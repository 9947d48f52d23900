import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { putBack, startDemonstration } from '../support/demonstration.ts'
import { EVERY_WAY, openBrowser, press } from './browser.ts'
import { openFromNhsApp } from './nhs-app.ts'
import { isRefused, sees, wordsOf } from './page-checks.ts'

const demonstration = await startDemonstration({ after })
beforeEach(() => putBack(demonstration))

const LIST = '/patient-portal/appointments'

for (const way of EVERY_WAY) {
  test(`a patient cancels an appointment at once ${way.name}`, async t => {
    const visitor = await openBrowser(t, way)
    const { id, address } = await openFromNhsApp(
      demonstration,
      visitor,
      'Amira Shah',
      'Cardiology appointment',
    )
    await sees(visitor, 'Cardiology (heart) appointment. …', { back: LIST })

    await press(visitor, 'Cancel appointment')
    await sees(visitor, 'Why are you cancelling?', { back: address })
    const unanswered = { reason: 'Select why you want to cancel' }
    await isRefused(visitor, 'Why are you cancelling?', unanswered, { back: address })
    await visitor.page.getByLabel('I cannot get there').check()
    await press(visitor, 'Continue')

    await sees(visitor, 'Are you sure you want to cancel?', { back: `${address}/cancel` })
    await press(visitor, 'Cancel appointment')
    await sees(visitor, 'Appointment cancelled')

    await press(visitor, 'View this appointment')
    await sees(visitor, 'Cancelled: Cardiology (heart) appointment. …', { back: LIST })
    assert.match(
      await wordsOf(visitor, '#sentence'),
      /^You are not booked\. Do not go\. You cancelled your appointment at \S+ on \S+ \d+ \S+\.$/,
    )
    const row = await demonstration.database('appointment').where({ id }).first()
    assert.deepEqual(
      [row.status, row.cancelled_by, row.cancellation_reason],
      ['cancelled', 'patient', 'no-transport'],
    )
  })

  test(`a patient asks to cancel an appointment ${way.name}`, async t => {
    const visitor = await openBrowser(t, way)
    const { id, address } = await openFromNhsApp(
      demonstration,
      visitor,
      'Amira Shah',
      'Dermatology appointment',
    )
    await sees(visitor, 'Dermatology (skin) appointment. …', { back: LIST })

    await press(visitor, 'Ask to cancel appointment')
    await sees(visitor, 'Why do you want to cancel?', { back: address })
    const unanswered = { reason: 'Select why you want to cancel' }
    await isRefused(visitor, 'Why do you want to cancel?', unanswered, { back: address })
    await visitor.page.getByLabel('I am having private treatment').check()
    await press(visitor, 'Continue')

    await sees(visitor, 'Do you want to ask to cancel this appointment?', { back: `${address}/cancel` })
    await press(visitor, 'Ask to cancel appointment')
    await sees(visitor, 'We have sent your request to cancel')

    await press(visitor, 'View this appointment')
    await sees(visitor, 'Dermatology (skin) appointment. …', { back: LIST })
    assert.match(await wordsOf(visitor), /Pending cancellation/)
    const appointment = await demonstration.database('appointment').where({ id }).first()
    assert.equal(appointment.status, 'booked')
    const request = await demonstration.database('change_request').where({ appointment_id: id }).first()
    assert.deepEqual([request.kind, request.reason, request.status], ['cancel', 'private-care', 'open'])
  })
}
