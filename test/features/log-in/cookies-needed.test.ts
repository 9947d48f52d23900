import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aPatient, testPerson } from '../../support/builders.ts'
import { heading, words } from '../../support/page.ts'
import { TestPortal } from '../../support/portal.ts'
import { answerOf, pressContinue } from './support.ts'

let portal: TestPortal
before(async () => {
  portal = await TestPortal.start()
  portal.nhsLogin.person = testPerson(1)
  await aPatient(portal.database, portal.nhsLogin.person)
})
after(() => portal.close())

const COOKIES_NEEDED = '/patient-portal/log-in/cookies-needed'

test('a patient whose browser refuses cookies reads how to allow them, and is not sent round again', async () => {
  const answer = await answerOf(portal, await pressContinue(portal.browser()))
  const refusing = portal.browser()
  await refusing.get(answer).expect(303).expect('location', COOKIES_NEEDED)
  const { headers, text } = await refusing.get(COOKIES_NEEDED).expect(403)
  assert.equal(heading(text), 'You need to allow cookies')
  assert.match(words(text), /Allow cookies for this website/)
  assert.equal(headers['set-cookie'], undefined)
})

test('a patient whose session has ended does not read about cookies', async () => {
  const browser = await portal.logIn(portal.nhsLogin.person)
  portal.clock.pass({ minutes: 11 })
  const { headers } = await browser.get('/patient-portal').expect(303)
  assert.equal(headers.location, '/patient-portal/timed-out')
})
