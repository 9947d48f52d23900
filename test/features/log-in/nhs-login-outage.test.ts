import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { aPatient, testPerson } from '../../support/builders.ts'
import { outages } from '../../support/nhs-login/misbehaviours.ts'
import { heading } from '../../support/page.ts'
import { TestPortal } from '../../support/portal.ts'
import { cookieOf } from '../../support/session-cookie.ts'
import { answerOf, assertNotLoggedIn, PAGE_OF, pressContinue, tryToLogIn } from './support.ts'

/**
 * Each outage has a portal of its own without a cached configuration. They run in parallel, because some wait for a
 * timeout.
 */
describe('when NHS login is down, a patient is asked to try again, and then succeeds', {
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
      await assertNotLoggedIn(portal, browser, [cookie])
      await browser.get('/health/live').expect(200)
      await browser.get('/health/ready').expect(200)

      portal.nhsLogin.misbehaviour = 'none'
      const { location: comesOutAt } = (await tryToLogIn(portal, browser)).headers
      await browser.get(String(comesOutAt)).expect(200)
    })
})
