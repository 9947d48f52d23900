import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { appointmentOf, type Demonstration } from '../support/demonstration.ts'
import { type Name, TextBrowser } from './text-browser.ts'

/** Clinics by their title in the PAS, and what their appointments are called. */
const SPOKEN_OF = {
  Cardiology: 'Cardiology (heart) appointment',
  Dermatology: 'Dermatology (skin) appointment',
}

/** From the portal's own log-in, by NHS login, the home page and the list. */
export async function openAppointment(
  t: TestContext,
  demonstration: Demonstration,
  name: Name,
  clinic: keyof typeof SPOKEN_OF,
) {
  const address = await appointmentOf(demonstration, '9990000018', clinic)
  const appointment = SPOKEN_OF[clinic]
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
  await browser.sees(
    'Upcoming appointments (2)',
    `Booked ${appointment} You are booked`,
    'Past appointments (2)',
  )
  const [, list = ''] = browser.words.split(`Booked ${appointment} `)
  const saysAllOnce =
    /^You are booked to see [A-Z][\w ]+ at [\d:]+[ap]m on \w+ \d+ \w+\. That is in \d+ days\. [A-Z]/
  assert.match(list, saysAllOnce)
  await browser.activate(appointment)
  await browser.sees(
    `${appointment} Booked You are booked to see`,
    'Date',
    'Time',
    'Location',
    'Who you will see',
    'Get help',
  )
  assert.match(browser.screen, /^ *(Ask to c|C)ancel appointment *$/m, 'a line for each thing to do')
  return { browser, id: address.slice(-36) }
}
