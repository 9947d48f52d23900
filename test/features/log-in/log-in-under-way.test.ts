import assert from 'node:assert/strict'
import { after, before, type TestContext, test } from 'node:test'
import { toColumn } from '../../../src/database/columns.ts'
import { formToken } from '../../support/form.ts'
import { aLoggedInPatient } from '../../support/person.ts'
import { type Agent, aPortal, MONDAY, type TestPortal } from '../../support/portal.ts'
import { answerOf, openLink, pressContinue } from './support.ts'

let portal: TestPortal

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())

const isLoggedIn = async (browser: Agent) => (await browser.get('/patient-portal')).status === 200

async function logOutEverywhere(browser: Agent) {
  const token = await formToken(browser)
  const sent = browser.post('/patient-portal/access-log/devices').type('form')
  await sent.send({ ...token, where: 'everywhere' }).expect(303)
}

/** NHS login's tokens are of now. */
function atNhsLoginNow(t: TestContext): void {
  t.after(() => {
    portal.nhsLogin.authTime = undefined
    portal.clock.set(MONDAY)
  })
  portal.clock.set(Temporal.Now.instant())
}

for (const [what, authTime] of [
  ['that asks for credentials after it', 5],
  ['of which NHS login does not say when it was', undefined],
] as const)
  test(`a log-in under way at the time of the log-out, ${what}, is refused`, async t => {
    atNhsLoginNow(t)
    const { browser, person } = await aLoggedInPatient(portal)
    const iphone = portal.browser()
    portal.nhsLogin.person = person
    const underWay = await pressContinue(iphone)
    portal.clock.pass({ seconds: 1 })
    await logOutEverywhere(browser)
    const now = Math.floor(portal.clock.now().epochMilliseconds / 1000)
    portal.nhsLogin.authTime = authTime && now + authTime
    const back = await iphone.get(await answerOf(portal, underWay))
    assert.match(String(back.headers.location), /log-in\/problem\/refused/)
    assert.ok(!(await isLoggedIn(iphone)))
    portal.clock.pass({ seconds: 1 })
    const again = await pressContinue(iphone)
    assert.equal(new URL(again).searchParams.get('prompt'), 'login')
    assert.equal((await iphone.get(await answerOf(portal, again))).headers.location, '/patient-portal')
  })

test('a link of the NHS App that was followed before the log-out logs no one in', async t => {
  atNhsLoginNow(t)
  const { browser, person } = await aLoggedInPatient(portal)
  const iphone = portal.browser()
  portal.nhsLogin.person = person
  const away = await openLink(portal, iphone, '/patient-portal/appointments')
  portal.clock.pass({ seconds: 1 })
  await logOutEverywhere(browser)
  const back = await iphone.get(await answerOf(portal, String(away.headers.location)))
  assert.match(String(back.headers.location), /log-in\/problem\/refused/)
  assert.ok(!(await isLoggedIn(iphone)))
})

test('a log-out between the last look and the start of the session ends the session', async t => {
  atNhsLoginNow(t)
  const { browser, patientId, person } = await aLoggedInPatient(portal)
  const iphone = portal.browser()
  await logOutEverywhere(browser)
  portal.clock.pass({ seconds: 60 })
  portal.nhsLogin.person = person
  const underWay = await pressContinue(iphone)
  portal.clock.pass({ seconds: 1 })
  // As if the patient logged out while the new session was written.
  const at = toColumn(portal.clock.now())
  await portal.database.raw(
    `create trigger meanwhile after insert on session when new.owner_hash is not null
     begin update audit_log set at = '${at}' where patient_id = '${patientId}' and action = 'logged-out-everywhere'; end`,
  )
  t.after(() => portal.database.raw('drop trigger meanwhile'))
  const back = await iphone.get(await answerOf(portal, underWay))
  assert.match(String(back.headers.location), /log-in\/problem\/refused/)
  assert.ok(!(await isLoggedIn(iphone)))
})
