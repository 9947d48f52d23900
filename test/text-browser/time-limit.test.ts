import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { toColumn } from '../../src/database/columns.ts'
import { putBack, startDemonstration } from '../support/demonstration.ts'
import { openAppointment } from './open-appointment.ts'
import { missing } from './text-browser.ts'

const demonstration = await startDemonstration({ after })
beforeEach(() => putBack(demonstration))

const HOW_LONG = 'minutes to answer. If you need longer, select Save and carry on below.'
/** The last use is written once a minute, and what is left is never said to be longer than it is. */
const NINE_OR_TEN = /You have (9|10) minutes to answer\./

for (const name of ['lynx', 'w3m'] as const) {
  const skip = missing(name)

  test(`what a patient writes is saved, outlives the log-out and is carried on with in ${name}`, {
    skip,
  }, async t => {
    const { browser } = await openAppointment(t, demonstration, name, 'Dermatology')
    await browser.activate('Ask to reschedule appointment')
    await browser.sees(HOW_LONG, 'Which days suit you?', 'Save and carry on')
    assert.match(browser.words, NINE_OR_TEN)
    await browser.activate('Monday')
    await browser.activate('Continue')
    await browser.sees('Which times of day suit you?', 'Afternoon')
    await browser.activate('Afternoon')
    await browser.activate('Continue')
    const dates = 'Which dates can you not make? (optional)'
    await browser.sees(dates, 'Continue', 'Save and carry on')
    await browser.fill('3 to 17 May')
    await browser.activate('Save and carry on')
    const saved = 'We have saved what you entered on this page.'
    await browser.sees(saved, HOW_LONG, dates, '3 to 17 May', 'Continue')
    assert.match(browser.words, NINE_OR_TEN)

    // w3m loses its place when a field is filled in twice.
    const latest = name === 'lynx' ? '4 to 18 June' : '3 to 17 May'
    if (name === 'lynx') await browser.fill(latest)
    await tenMinutesPass()
    await browser.activate('Continue')
    await browser.sees('We have logged you out', 'We have saved what you just sent', 'log in again')
    await browser.activate('log in again')
    await browser.sees('Log in to see your hospital appointments - Manage')
    // The simulator knows who it was.
    await browser.activate('Continue')
    await browser.sees(saved, dates, latest, 'Continue')
    await browser.activate('Continue')
    await browser.sees(
      'Why do you need a different time?',
      'I do not have anyone to come with me',
      'Continue',
    )
  })
}

// lynx shows the refresh as a link and leaves it to the reader.
test('a patient who only reads finds the way to 10 more minutes in lynx', {
  skip: missing('lynx'),
}, async t => {
  const { browser } = await openAppointment(t, demonstration, 'lynx', 'Dermatology')
  // The seconds differ: a session ends between 9 and 10 minutes after its last use.
  await browser.sees('REFRESH(', ' sec): http')
  await browser.activate(demonstration.url)
  await browser.sees('Are you still there?', 'You have', 'minutes left.', 'Stay logged in', 'log out')
  await browser.activate('Stay logged in')
  await browser.sees('Dermatology (skin) appointment Booked You are booked to see')
})

/** Of every session, as if no one had used the portal. */
async function tenMinutesPass(): Promise<void> {
  const ended = toColumn(Temporal.Now.instant().subtract({ seconds: 1 }))
  await demonstration.database('session').update({ expires_at: ended })
}
