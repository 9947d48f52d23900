import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { aPatient, testPerson } from '../../support/builders.ts'
import { delegatedTokens } from '../../support/nhs-login/misbehaviours.ts'
import { heading, words } from '../../support/page.ts'
import { TestPortal } from '../../support/portal.ts'
import { cookieOf } from '../../support/session-cookie.ts'
import { assertNotLoggedIn, tryToLogIn } from './support.ts'

let portal: TestPortal
const person = testPerson(1)
const PAGE = '/patient-portal/log-in/for-someone-else'

before(async () => {
  portal = await TestPortal.start()
  await aPatient(portal.database, person)
  portal.nhsLogin.person = person
})
after(() => portal.close())
beforeEach(async () => {
  portal.nhsLogin.misbehaviour = 'none'
  await portal.database('session').delete()
})

for (const misbehaviour of delegatedTokens)
  test(`a person who acts for a patient is not logged in as the patient: ${misbehaviour}`, async () => {
    portal.nhsLogin.misbehaviour = misbehaviour
    const browser = portal.browser()
    const back = await tryToLogIn(portal, browser)
    assert.equal(back.headers.location, PAGE)
    const { text } = await browser.get(PAGE).expect(403)
    assert.equal(heading(text), 'You cannot use this service for someone else yet')
    assert.match(words(text), /You or they can also contact their hospital/)
    await assertNotLoggedIn(portal, browser, [cookieOf(browser)])
  })

test('a link of the NHS App that is opened for someone else ends the session and says what to do', async () => {
  const browser = await portal.logIn(person)
  const token = await portal.nhsLogin.newAssertedLoginIdentity({ act: 'eyJzdWIiOiJwcm94eSJ9' })
  const phone = 'Mozilla/5.0 nhsapp-ios/2.30.0'
  const requests = portal.nhsLogin.received.length
  const link = `/patient-portal/appointments?assertedLoginIdentity=${token}`
  const back = await browser.get(link).set('User-Agent', phone).expect(303)
  assert.equal(back.headers.location, `${PAGE}?from=nhsApp`)
  assert.equal(portal.nhsLogin.received.length, requests, 'NHS login gets no request')
  const { text } = await browser.get(`${PAGE}?from=nhsApp`).expect(403)
  assert.match(words(text), /change to your own profile/)
  assert.ok(text.includes('href="https://nhs-app.example"'))
  await assertNotLoggedIn(portal, browser)
})
