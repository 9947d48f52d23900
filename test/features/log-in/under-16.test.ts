import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { aPatient, testPerson } from '../../support/builders.ts'
import { heading, words } from '../../support/page.ts'
import { TestPortal } from '../../support/portal.ts'
import { cookieOf } from '../../support/session-cookie.ts'
import { assertNotLoggedIn, tryToLogIn } from './support.ts'

let portal: TestPortal
let people = 0

before(async () => {
  portal = await TestPortal.start()
})
after(() => portal.close())
beforeEach(async () => {
  await portal.database('session').delete()
})

/** Logs in a person born on this date at the given instant; returns where the log-in redirects. */
async function logInBornOn(birthDate: string, now: string, hasRecord = true) {
  const person = { ...testPerson(++people), birthDate }
  if (hasRecord) await aPatient(portal.database, person)
  portal.clock.set(now)
  portal.nhsLogin.person = person
  const browser = portal.browser()
  const back = await tryToLogIn(portal, browser)
  return { browser, location: back.headers.location }
}

const UNDER_16 = '/patient-portal/log-in/under-16'

for (const [birthDate, now, location] of [
  ['2010-07-02', '2026-07-02T09:00Z', '/patient-portal'], // 16 today
  ['2010-07-02', '2026-07-01T09:00Z', UNDER_16], // tomorrow
  ['2010-07-02', '2026-07-01T23:30Z', '/patient-portal'], // already tomorrow in London
  ['2010-07-02', '2026-07-01T22:30Z', UNDER_16], // not yet, in London
  ['2010-12-02', '2026-12-01T23:30Z', UNDER_16], // in winter London keeps UTC
  ['2012-02-29', '2028-02-28T12:00Z', UNDER_16], // the day before, in a leap year
  ['2012-02-29', '2028-02-29T12:00Z', '/patient-portal'],
  ['2016-01-01', '2026-07-01T09:00Z', UNDER_16],
  ['2026-07-03', '2026-07-01T09:00Z', UNDER_16], // not born yet, says NHS login
] as const)
  test(`a person born on ${birthDate} who logs in at ${now} reaches ${location}`, async () => {
    const { browser, location: redirect } = await logInBornOn(birthDate, now)
    assert.equal(redirect, location)
    if (location === UNDER_16) await assertNotLoggedIn(portal, browser, [cookieOf(browser)])
  })

test('a person under 16 reads the same page with or without a patient record', async () => {
  const now = '2026-07-01T09:00Z'
  const pages = []
  for (const hasRecord of [true, false]) {
    const { browser, location } = await logInBornOn('2015-01-01', now, hasRecord)
    assert.equal(location, UNDER_16)
    pages.push((await browser.get(UNDER_16).expect(403)).text.replaceAll(/[0-9a-f]{256}/g, ''))
  }
  assert.equal(pages[0], pages[1])
  assert.equal(heading(pages[0] ?? ''), 'You need to be 16 or over to use this service')
  assert.match(words(pages[0] ?? ''), /You, or a parent or carer, can contact your hospital/)
})
