import assert from 'node:assert/strict'
import { after, beforeEach, type TestContext, test } from 'node:test'
import { toColumn } from '../../src/database/columns.ts'
import { appointmentOf } from '../browser/nhs-login.ts'
import { type Demonstration, putBack, startDemonstration } from '../support/demonstration.ts'
import { missing, type Name, TextBrowser } from './text-browser.ts'

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

  test(`what a patient writes is saved, outlives the log-out and is carried on with in ${name}`, {
    skip,
  }, async t => {
    const { browser } = await openAppointment(t, demonstration, name, 'Dermatology')
    await browser.activate('Ask to reschedule appointment')
    await browser.sees('You have 10 minutes to answer', 'Which days could you come?', 'Save and carry on')
    await browser.activate('Monday')
    await browser.activate('Continue')
    await browser.sees('Which times of day could you come?', 'Afternoon')
    await browser.activate('Afternoon')
    await browser.activate('Continue')
    const dates = 'Are there dates you cannot come? (optional)'
    await browser.sees(dates, 'Continue', 'Save and carry on')
    await browser.fill('3 to 17 May')
    await browser.activate('Save and carry on')
    const saved = 'We have saved what you entered on this page.'
    await browser.sees(saved, 'You have 10 minutes to answer', dates, '3 to 17 May', 'Continue')

    await browser.fill('4 to 18 June')
    await tenMinutesPass()
    await browser.activate('Continue')
    await browser.sees('We have logged you out', 'We have saved what you just sent', 'log in again')
    await browser.activate('log in again')
    await browser.sees('Log in to see your hospital appointments - Manage')
    await browser.activate('Continue')
    await browser.sees('Choose who to log in as', 'Amira Shah')
    await browser.activate('Amira Shah')
    await browser.sees(saved, dates, '4 to 18 June', 'Continue')
    await browser.activate('Continue')
    await browser.sees('Why do you need another time?', 'I have no carer or companion', 'Continue')
  })
}

// w3m follows no refresh and shows none.
test('lynx shows the way to the page that asks, which leads back', { skip: missing('lynx') }, async t => {
  const { browser } = await openAppointment(t, demonstration, 'lynx', 'Dermatology')
  await browser.activate('REFRESH(540 sec)')
  await browser.sees('Are you still there?', 'You have 9 minutes left.', 'Stay logged in', 'log out')
  await browser.activate('Stay logged in')
  await browser.sees('Dermatology appointment Booked Date')
})

/** Of every session, as if no one had used the portal. */
async function tenMinutesPass(): Promise<void> {
  const ended = toColumn(Temporal.Now.instant().subtract({ seconds: 1 }))
  await demonstration.database('session').update({ expires_at: ended })
}

/** lynx chooses the first of several radios by itself. */
const PRESELECTS: Record<Name, boolean> = { lynx: true, w3m: false }

/** From the portal's own log-in, by NHS login, the home page and the list. */
async function openAppointment(t: TestContext, demonstration: Demonstration, name: Name, clinic: string) {
  const address = await appointmentOf(demonstration, '9990000018', clinic)
  const browser = new TextBrowser(t, name, `${demonstration.url}/patient-portal`)
  await browser.sees(
    'Manage your hospital appointments',
    'Log in to see your hospital appointments',
    'Continue',
  )
  // The page's title, which lynx shows above and w3m below.
  await browser.sees('Log in to see your hospital appointments - Manage')
  await browser.activate('Continue')
  await browser.sees('Choose who to log in as', 'Amira Shah')
  await browser.activate('Amira Shah')
  await browser.sees('Home', 'Your appointments', 'Your next hospital appointment')
  assert.doesNotMatch(browser.words, /More/, 'a button that only scripts could use is not shown')
  await browser.activate('View all your appointments')
  await browser.sees('Upcoming appointments (2)', `Booked ${clinic} appointment`, 'Past appointments (2)')
  const saysAllOnce = new RegExp(`Booked ${clinic} appointment \\w+ \\d+ \\w+ \\d{4} [\\d:]+[ap]m \\w`)
  assert.match(browser.words, saysAllOnce)
  await browser.activate(`${clinic} appointment`)
  await browser.sees(`${clinic} appointment Booked Date`, 'Time', 'Location', 'Who you will see', 'Get help')
  assert.match(browser.screen, /^ *(Ask to c|C)ancel appointment *$/m, 'a line for each thing to do')
  return { browser, id: address.slice(-36) }
}
