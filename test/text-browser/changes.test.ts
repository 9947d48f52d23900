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
    await browser.sees('Why are you cancelling?', 'I cannot get there', 'Continue')
    if (!PRESELECTS[name]) {
      const fault = 'Select why you want to cancel'
      await browser.activate('Continue')
      await browser.sees(FAULT, fault, 'Why are you cancelling?', `Error: ${fault}`, 'I no longer need this')
    }
    await browser.activate('I cannot get there')
    await browser.activate('Continue')
    await browser.sees('Are you sure you want to cancel?', 'Your reason: I cannot get there.')
    await browser.activate('Cancel appointment')
    await browser.sees(
      'Appointment cancelled',
      'Date',
      'What happens now',
      'You are not booked. Do not go',
      'Get help',
    )
    const row = await demonstration.database('appointment').where({ id }).first()
    assert.deepEqual([row.status, row.cancellation_reason], ['cancelled', 'no-transport'])

    await browser.activate('Log out')
    await browser.sees('You have logged out', 'close all browser windows')
  })

  test(`a patient asks to cancel an appointment in ${name}`, { skip }, async t => {
    const { browser, id } = await openAppointment(t, demonstration, name, 'Dermatology')
    await browser.activate('Ask to cancel appointment')
    await browser.sees('Why do you want to cancel?', 'I am having private treatment', 'Continue')
    await browser.activate('I am having private treatment')
    await browser.activate('Continue')
    await browser.sees(
      'Do you want to ask to cancel this appointment?',
      'Your reason: I am having private treatment.',
    )
    await browser.activate('Ask to cancel appointment')
    await browser.sees(
      'We have sent your request to cancel',
      'What happens now',
      'The booking team will look at your request and reply by',
      'your appointment is still booked',
    )
    const request = await demonstration.database('change_request').where({ appointment_id: id }).first()
    assert.deepEqual([request.kind, request.reason, request.status], ['cancel', 'private-care', 'open'])
  })

  test(`a patient moves an appointment at once in ${name}`, { skip }, async t => {
    const { browser, id } = await openAppointment(t, demonstration, name, 'Cardiology')
    await browser.activate('Reschedule appointment')
    await browser.sees('Choose a new day', 'appointment times', 'Continue')
    const [, , day = ''] = browser.words.match(/\w+ \d+ \w+ \d{4}(?= \d+ appointment times)/g) ?? []
    await browser.activate(day)
    await browser.activate('Continue')
    await browser.sees(
      `Choose a time on ${day}`,
      'For your cardiology (heart) appointment with Dr Priya Raman at Fernhollow General Hospital.',
      '9:30am',
    )
    await browser.activate('9:30am')
    await browser.activate('Continue')
    await browser.sees('Check your new appointment', `Date ${day} Change the date`, 'Time 9:30am Change the')
    await browser.activate('Confirm new appointment')
    await browser.sees('Appointment rescheduled', `Date ${day} Time 9:30am`, 'Do not go on', 'Get help')
    const old = await demonstration.database('appointment').where({ id }).first()
    const moved = await demonstration.database('appointment').where({ id: old.moved_to_id }).first()
    assert.deepEqual([old.status, moved.status], ['cancelled', 'booked'])
  })

  test(`a patient asks for another time in ${name}`, { skip }, async t => {
    const { browser, id } = await openAppointment(t, demonstration, name, 'Dermatology')
    await browser.activate('Ask to reschedule appointment')
    await browser.sees(
      'Which days suit you?',
      'Select all that suit you. Your dermatology (skin) appointment is on',
      'Monday',
      'Sunday',
    )
    await browser.activate('Continue')
    const fault = 'Select at least 1 day that suits you'
    await browser.sees(FAULT, fault, 'Which days suit you?', `Error: ${fault}`, 'Monday')
    await browser.activate('Monday')
    await browser.activate('Sunday')
    await browser.activate('Continue')

    await browser.sees('Which times of day suit you?', 'Select all that suit you.', 'Afternoon')
    await browser.activate('Afternoon')
    await browser.activate('Continue')

    const dates = 'Which dates can you not make? (optional)'
    await browser.sees(dates, 'For example, 3 to 17 August.', 'Continue')
    await browser.fill(`${'3 May '.repeat(99)}4 May`)
    await browser.activate('Continue')
    const tooLong = 'Dates you cannot make must be 500 characters or less. You have written 599'
    // w3m puts the last word of a line that is too long after the field; the summary has all of them.
    const atField = name === 'w3m' ? tooLong.replace(/ 599$/, '') : tooLong
    await browser.sees(FAULT, tooLong, dates, `Error: ${atField}`, '3 May 3 May', 'Continue')
    await browser.fill('3 to 17 May')
    await browser.activate('Continue')

    await browser.sees(
      'Why do you need a different time?',
      'I do not have anyone to come with me',
      'Continue',
    )
    await browser.activate('I do not have anyone to come with me')
    await browser.activate('Continue')
    await browser.sees(
      'Check your request for another time',
      'Days that suit you Monday Sunday Change the days that suit you',
      'Times that suit you Afternoon Change',
      'Dates you cannot make 3 to 17 May Change',
      'Reason I do not have anyone to come with me Change the reason',
    )
    await browser.activate('Ask to reschedule appointment')
    await browser.sees(
      'We have sent your request to reschedule',
      'What happens now',
      'The booking team will look for a new time and reply by',
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
