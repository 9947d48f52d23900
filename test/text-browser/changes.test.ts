import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { putBack, startDemonstration } from '../support/demonstration.ts'
import { openAppointment } from './open-appointment.ts'
import { missing, type Name } from './text-browser.ts'

const demonstration = await startDemonstration({ after })
beforeEach(() => putBack(demonstration))

const FAULT = 'There is a problem'

for (const name of ['lynx', 'w3m'] as const) {
  const skip = missing(name)

  test(`a patient cancels an appointment at once in ${name}`, { skip }, async t => {
    const { browser, id } = await openAppointment(t, demonstration, name, 'Cardiology')
    await browser.activate('Cancel appointment')
    await browser.sees('Why are you cancelling?', 'I have no transport', 'Continue')
    if (!PRESELECTS[name]) {
      const fault = 'Select why you are cancelling'
      await browser.activate('Continue')
      await browser.sees(FAULT, fault, 'Why are you cancelling?', `Error: ${fault}`, 'I no longer need this')
    }
    await browser.activate('I have no transport')
    await browser.activate('Continue')
    await browser.sees('Are you sure you want to cancel?', 'Your reason: I have no transport.')
    await browser.activate('Cancel appointment')
    await browser.sees('Appointment cancelled', 'Date', 'What happens now', 'Do not come to it', 'Get help')
    const row = await demonstration.database('appointment').where({ id }).first()
    assert.deepEqual([row.status, row.cancellation_reason], ['cancelled', 'no-transport'])

    await browser.activate('Log out')
    await browser.sees('You have logged out', 'close all your browser windows')
  })

  test(`a patient asks to cancel an appointment in ${name}`, { skip }, async t => {
    const { browser, id } = await openAppointment(t, demonstration, name, 'Dermatology')
    await browser.activate('Ask to cancel appointment')
    await browser.sees('Why are you cancelling?', 'I have chosen private care', 'Continue')
    await browser.activate('I have chosen private care')
    await browser.activate('Continue')
    await browser.sees('Are you sure you want to ask to cancel?', 'Your reason: I have chosen private care.')
    await browser.activate('Ask to cancel appointment')
    await browser.sees(
      'Your request to cancel has been submitted',
      'What happens now',
      'The booking team will look at your request and answer by',
      'your appointment is still booked',
    )
    const request = await demonstration.database('change_request').where({ appointment_id: id }).first()
    assert.deepEqual([request.kind, request.reason, request.status], ['cancel', 'private-care', 'open'])
  })

  test(`a patient moves an appointment at once in ${name}`, { skip }, async t => {
    const { browser, id } = await openAppointment(t, demonstration, name, 'Cardiology')
    await browser.activate('Reschedule appointment')
    await browser.sees('Choose a new day', 'times free', 'Continue')
    const [, , day = ''] = browser.words.match(/\w+ \d+ \w+ \d{4}(?= \d+ times free)/g) ?? []
    await browser.activate(day)
    await browser.activate('Continue')
    await browser.sees(`Choose a time on ${day}`, '9:30am With Dr Priya Raman, Fernhollow General Hospital')
    await browser.activate('9:30am')
    await browser.activate('Continue')
    await browser.sees('Check your new appointment', `Date ${day} Change the date`, 'Time 9:30am Change the')
    await browser.activate('Confirm new appointment')
    await browser.sees('Appointment rescheduled', `Date ${day} Time 9:30am`, 'Do not come on', 'Get help')
    const old = await demonstration.database('appointment').where({ id }).first()
    const moved = await demonstration.database('appointment').where({ id: old.moved_to_id }).first()
    assert.deepEqual([old.status, moved.status], ['cancelled', 'booked'])
  })

  test(`a patient asks for another time in ${name}`, { skip }, async t => {
    const { browser, id } = await openAppointment(t, demonstration, name, 'Dermatology')
    await browser.activate('Ask to reschedule appointment')
    await browser.sees('Which days could you come?', 'Select all the days that suit you.', 'Monday', 'Sunday')
    await browser.activate('Continue')
    const fault = 'Select the days you could come'
    await browser.sees(FAULT, fault, 'Which days could you come?', `Error: ${fault}`, 'Monday')
    await browser.activate('Monday')
    await browser.activate('Sunday')
    await browser.activate('Continue')

    await browser.sees('Which times of day could you come?', 'Select all that suit you.', 'Afternoon')
    await browser.activate('Afternoon')
    await browser.activate('Continue')

    const dates = 'Are there dates you cannot come? (optional)'
    await browser.sees(dates, 'For example, 3 to 17 August.', 'Continue')
    await browser.fill('3 May '.repeat(100))
    await browser.activate('Continue')
    const tooLong = 'Dates you cannot come must be 500 characters or less'
    await browser.sees(FAULT, tooLong, dates, `Error: ${tooLong}`, '3 May 3 May', 'Continue')
    await browser.fill('3 to 17 May')
    await browser.activate('Continue')

    await browser.sees('Why do you need another time?', 'I have no carer or companion', 'Continue')
    await browser.activate('I have no carer or companion')
    await browser.activate('Continue')
    await browser.sees(
      'Check your request for another time',
      'Days that suit you Monday Sunday Change the days that suit you',
      'Times that suit you Afternoon Change',
      'Dates you cannot come 3 to 17 May Change',
      'Reason I have no carer or companion Change the reason',
    )
    await browser.activate('Ask to reschedule appointment')
    await browser.sees(
      'Your request to reschedule has been submitted',
      'What happens now',
      'The booking team will look for another time and answer by',
      'your appointment is still booked',
    )
    const request = await demonstration.database('change_request').where({ appointment_id: id }).first()
    const { kind, preferred_days, preferred_times, dates_to_avoid, reason } = request
    assert.deepEqual(
      [kind, preferred_days, preferred_times, dates_to_avoid, reason],
      ['reschedule', 'monday,sunday', 'afternoon', '3 to 17 May', 'no-carer'],
    )
  })
}

/** lynx chooses the first of several radios by itself. */
const PRESELECTS: Record<Name, boolean> = { lynx: true, w3m: false }
