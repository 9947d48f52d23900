import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aPatient, testPerson } from '../../support/builders.ts'
import { hiddenFields } from '../../support/page.ts'
import { TestPortal } from '../../support/portal.ts'

/** Log-ins, failed log-ins and log-outs are logged with the event names of OWASP's logging vocabulary. */

let portal: TestPortal
before(async () => {
  portal = await TestPortal.start()
})
after(() => portal.close())

/** The events logged since the last call. */
function events(): string[] {
  return portal.logged.splice(0).flatMap(line => JSON.parse(line).event ?? [])
}

test('a log-in and a log-out are one event each', async () => {
  const person = testPerson(1)
  await aPatient(portal.database, person)
  const browser = await portal.logIn(person)
  assert.deepEqual(events(), ['authn_login_success'])
  const logOutFrom = async (path: string) => {
    const form = hiddenFields((await browser.get(path).expect(200)).text)
    await browser.post('/patient-portal/log-out').type('form').send(form).expect(303)
  }
  await logOutFrom('/patient-portal/log-out')
  assert.deepEqual(events(), ['authn_logout'])
  await logOutFrom('/patient-portal/log-in')
  assert.deepEqual(events(), [], 'a log-out without a log-in is no event')
})

test('a log-in without a patient record, and one that NHS login did not finish, are failures', async () => {
  await assert.rejects(portal.logIn(testPerson(2)))
  assert.deepEqual(events(), ['authn_login_fail'])
  await portal.browser().get('/patient-portal/log-in/callback?code=x&state=y').expect(303)
  assert.deepEqual(events(), ['authn_login_fail'])
})
