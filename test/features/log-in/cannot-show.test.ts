import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { aPatient, testPerson } from '../../support/builders.ts'
import { heading, words } from '../../support/page.ts'
import { TestPortal } from '../../support/portal.ts'
import { cookieOf } from '../../support/session-cookie.ts'
import { assertNotLoggedIn, pressContinue, tryToLogIn } from './support.ts'

let portal: TestPortal
const CANNOT_SHOW = '/patient-portal/log-in/cannot-show'
let people = 0

before(async () => {
  portal = await TestPortal.start()
})
after(() => portal.close())
beforeEach(() => portal.database('session').delete())

async function cannotBeShown(person = testPerson(++people)) {
  portal.nhsLogin.person = person
  const browser = portal.browser()
  await pressContinue(browser)
  const cookie = cookieOf(browser)
  const back = await tryToLogIn(portal, browser)
  assert.equal(back.status, 303)
  assert.equal(back.headers.location, CANNOT_SHOW)
  await assertNotLoggedIn(portal, browser, [cookie])
  const page = await browser.get(CANNOT_SHOW).expect(403)
  return page.text.replaceAll(/[0-9a-f]{256}/g, '')
}

const refusals: Record<string, () => Promise<unknown>> = {
  'has no record': async () => people,
  'has a record with another date of birth': () =>
    aPatient(portal.database, testPerson(people + 1), { birth_date: '1970-03-15' }),
  'has a record with day and month the other way round': () =>
    aPatient(portal.database, testPerson(people + 1), { birth_date: '1970-04-13' }),
  'is not allowed online by the trust': () =>
    aPatient(portal.database, testPerson(people + 1), { portal_access: false }),
  'has a record that is marked sensitive': () =>
    aPatient(portal.database, testPerson(people + 1), { sensitive: true }),
  'is sensitive, and the date of birth differs': () =>
    aPatient(portal.database, testPerson(people + 1), { sensitive: true, birth_date: '1950-01-01' }),
}
for (const status of ['02', '03', '04', '05', '06', '07', '08', '99', ''])
  refusals[`has a record whose NHS number has status "${status}"`] = () =>
    aPatient(portal.database, testPerson(people + 1), { nhs_number_status: status })

for (const [who, arrange] of Object.entries(refusals))
  test(`a person who ${who} is not logged in, and reads the same page as a person without a record`, async () => {
    const unknown = await cannotBeShown(testPerson(500 + people))
    await arrange()
    assert.equal(await cannotBeShown(), unknown)
  })

test('neither the page nor its address says anything about a record', async () => {
  const text = words(await cannotBeShown())
  assert.match(text, /We cannot show you any appointments online/)
  assert.doesNotMatch(
    text,
    /sensitive|restricted|no record|not found|do not match|does not match|differ(s|ent) from/i,
  )
})

test('the log has the reason why a person is not logged in, but not who they are', async () => {
  const person = testPerson(++people)
  await aPatient(portal.database, person, { sensitive: true })
  portal.logged.length = 0
  await cannotBeShown(person)
  const lines = portal.logged.join('')
  assert.match(lines, /"reason":"call-us"/)
  for (const secret of [person.nhsNumber, person.birthDate, 'Testcase']) assert.ok(!lines.includes(secret))
})

for (const [what, changes] of Object.entries({
  'the trust ends their access': { portal_access: false },
  'their record is marked sensitive': { sensitive: true },
  'their NHS number is no longer verified': { nhs_number_status: '03' },
}))
  test(`a patient who is logged in when ${what} is logged out at the next request`, async () => {
    const person = testPerson(++people)
    const id = await aPatient(portal.database, person)
    const browser = await portal.logIn(person)
    await browser.get('/patient-portal/appointments').expect(200)
    const cookie = cookieOf(browser)
    await portal.database('patient').where({ id }).update(changes)
    await browser.get('/patient-portal/appointments').expect(303).expect('location', CANNOT_SHOW)
    await assertNotLoggedIn(portal, browser, [cookie])
    await portal.database('patient').where({ id }).update({ portal_access: true, sensitive: false })
    await assertNotLoggedIn(portal, browser, [cookie])
  })

test('a patient whose record is deleted from the PAS while they are logged in is logged out', async () => {
  const person = testPerson(++people)
  const id = await aPatient(portal.database, person)
  const browser = await portal.logIn(person)
  await portal.database('patient').where({ id }).delete()
  await browser.get('/patient-portal').expect(303).expect('location', CANNOT_SHOW)
  assert.equal(heading((await browser.get(CANNOT_SHOW)).text), 'We cannot show you any appointments online')
})
