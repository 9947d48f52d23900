import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aPatient, testPerson } from '../../support/builders.ts'
import { formToken } from '../../support/form.ts'
import { TestPortal } from '../../support/portal.ts'
import { tryToLogIn } from './support.ts'

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
  const form = await formToken(browser)
  const logOut = (fields: object) => browser.post('/patient-portal/log-out').type('form').send(fields)
  await logOut(form).expect(303)
  assert.deepEqual(events(), ['authn_logout'])
  await logOut(form).expect(403)
  assert.deepEqual(events(), [], 'a log-out without a log-in is no event')
})

test('a log-in without a patient record, and one that NHS login did not finish, are failures', async () => {
  await assert.rejects(portal.logIn(testPerson(2)))
  assert.deepEqual(events(), ['authn_login_fail'])
  portal.nhsLogin.misbehaviour = 'P5'
  await tryToLogIn(portal, portal.browser())
  portal.nhsLogin.misbehaviour = 'none'
  assert.deepEqual(events(), ['authn_login_fail'])
  await portal.browser().get('/patient-portal/log-in/callback?code=x&state=y').expect(303)
  assert.deepEqual(events(), [], 'a callback that belongs to no log-in is no event')
})
