import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { aPatient, testPerson } from '../../support/builders.ts'
import { outages } from '../../support/nhs-login/misbehaviours.ts'
import { heading } from '../../support/page.ts'
import { TestPortal } from '../../support/portal.ts'
import { cookieOf } from '../../support/session-cookie.ts'
import { answerOf, nobodyIsLoggedIn, PAGE_OF, pressContinue, tryToLogIn } from './support.ts'

/** Each on a portal that has not spoken to NHS login yet; all at once, because some wait for it to give up. */
describe('when NHS login is down, a patient is told to try again, and then succeeds', {
  concurrency: true,
}, () => {
  for (const outage of outages)
    test(outage, async t => {
      const portal = await TestPortal.start()
      t.after(() => portal.close())
      const person = testPerson(1)
      await aPatient(portal.database, person)
      portal.nhsLogin.person = person
      portal.nhsLogin.misbehaviour = outage

      const browser = portal.browser()
      await browser.get('/patient-portal/log-in').expect(200)
      const cookie = cookieOf(browser)
      const address = await pressContinue(browser)
      const location = address.startsWith('/')
        ? address
        : (await browser.get(await answerOf(portal, address))).headers.location
      const [page, status, title] = PAGE_OF['try-again']
      assert.equal(location, `/patient-portal/log-in/${page}`)
      const shown = await browser.get(String(location)).expect(status)
      assert.equal(heading(shown.text), title)
      await nobodyIsLoggedIn(portal, browser, [cookie])
      await browser.get('/health/live').expect(200)
      await browser.get('/health/ready').expect(200)

      portal.nhsLogin.misbehaviour = 'none'
      const { location: comesOutAt } = (await tryToLogIn(portal, browser)).headers
      await browser.get(String(comesOutAt)).expect(200)
    })
})
