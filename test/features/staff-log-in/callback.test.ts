import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { after, afterEach, test } from 'node:test'
import { aTrust } from '../../support/builders.ts'
import { whileRefusing } from '../../support/database/faulty-tables.ts'
import { protocolTokens } from '../../support/nhs-login/misbehaviours.ts'
import { words } from '../../support/page.ts'
import { aPortal } from '../../support/portal.ts'
import { cookieOf, withCookie } from '../../support/session-cookie.ts'
import { aLoggedInStaffMember, callbackFor, newStaff, tryToLogInAsStaff } from '../../support/staff.ts'
import { roleAt } from '../../support/staff-login/hostile-staff-login.ts'

const portal = await aPortal()
after(() => portal.close())
afterEach(() => portal.staffLogin.behave())

const entries = (trust: string) =>
  portal.database('audit_log').where('patient_id', `trust:${trust}`).orderBy('place')

test('somebody with one role is logged in to their trust, with an entry in its chain', async () => {
  const { browser, person, trustOdsCode } = await aLoggedInStaffMember(portal)
  const page = await browser.get('/staff').expect(200)
  for (const each of [person.name, 'Booking team', 'Test Hospitals NHS Trust'])
    assert.ok(words(page.text).includes(each), each)
  const user = await portal.database('staff_user').where('name', person.name).first()
  assert.ok(user.last_log_in_at)
  const [entry, ...more] = await entries(trustOdsCode)
  assert.deepEqual(
    [entry.actor, entry.actor_id, entry.action, entry.subject_type, entry.subject_id],
    ['staff', user.id, 'logged-in-as-booking-team', 'staff-user', user.id],
  )
  assert.deepEqual(more, [])
  assert.ok(!portal.logged.join('').includes(person.name), 'no name is logged')
})

for (const token of protocolTokens)
  test(`nobody is logged in by ${token}`, async () => {
    const browser = portal.browser()
    portal.staffLogin.misbehaviour = token
    const answer = await tryToLogInAsStaff(portal, browser)
    assert.equal(answer.headers.location, '/staff/log-in/problem/refused')
    await browser.get('/staff').expect(303).expect('location', '/staff/log-in')
  })

for (const [what, lie, problem] of [
  ['a weak log-in', { authentication_assurance_level: '1' }, 'not-strong-enough'],
  ['a log-in of long ago', { auth_time: 1 }, 'refused'],
] as const)
  test(`nobody is logged in by ${what}`, async () => {
    portal.staffLogin.idToken = lie
    const answer = await tryToLogInAsStaff(portal, portal.browser())
    assert.equal(answer.headers.location, `/staff/log-in/problem/${problem}`)
  })

test('a person of an organisation that is none of ours is refused, and remembered by name', async () => {
  const person = newStaff([roleAt('ZZZ')])
  portal.staffLogin.person = person
  const answer = await tryToLogInAsStaff(portal, portal.browser())
  assert.equal(answer.headers.location, '/staff/log-in/problem/unknown-organisation')
  const user = await portal.database('staff_user').where('name', person.name).first()
  assert.equal(user.last_log_in_at, null)
})

test('a person without a role that is known here is refused, with an entry in the chain of the trust', async () => {
  const trust = await aTrust(portal.database)
  portal.staffLogin.person = newStaff([roleAt(trust, 'S1:G1:R9999')])
  const answer = await tryToLogInAsStaff(portal, portal.browser())
  assert.equal(answer.headers.location, '/staff/log-in/problem/wrong-role')
  assert.deepEqual(
    (await entries(trust)).map(({ action }) => action),
    ['refused-log-in'],
  )
  portal.staffLogin.person = newStaff([])
  const none = await tryToLogInAsStaff(portal, portal.browser())
  assert.equal(none.headers.location, '/staff/log-in/problem/wrong-role')
})

test('the same person has the same id at each log-in, with their newest name', async () => {
  const trust = await aTrust(portal.database)
  const person = newStaff([roleAt(trust)])
  for (const name of ['Before Marriage', 'After Marriage']) {
    portal.staffLogin.person = { ...person, name }
    await tryToLogInAsStaff(portal, portal.browser())
  }
  const users = await portal.database('staff_user').where('name', 'like', '% Marriage')
  assert.deepEqual(
    users.map(({ name }) => name),
    ['After Marriage'],
  )
})

test('a log-in leads to the page that the tab was going to, and nowhere else', async () => {
  for (const [to, arrives] of [
    ['/staff/requests', '/staff/requests'],
    ['//evil.example', '/staff'],
    ['/patient-portal/appointments', '/staff'],
    ['/staff/log-out', '/staff'],
    ['/staff/%2e%2e/patient-portal', '/staff'],
  ] as const) {
    const trust = await aTrust(portal.database)
    portal.staffLogin.person = newStaff([roleAt(trust)])
    const address = `/staff/log-in?to=${encodeURIComponent(to)}`
    const answer = await tryToLogInAsStaff(portal, portal.browser(), address)
    assert.equal(answer.headers.location, arrives, to)
  }
})

test('a callback counts once, and only in the browser that started it', async () => {
  const trust = await aTrust(portal.database)
  portal.staffLogin.person = newStaff([roleAt(trust)])
  const browser = portal.browser()
  const callback = await callbackFor(portal, browser)
  const elsewhere = await portal.browser().get(callback).expect(303)
  assert.equal(elsewhere.headers.location, '/staff/log-in/problem/start-again')
  await browser.get(callback).expect(303).expect('location', '/staff')
  const cookie = cookieOf(browser, 'staff-sid')
  await browser.get(callback).expect(303).expect('location', '/staff')
  assert.equal(cookieOf(browser, 'staff-sid'), cookie, 'the session stays')
  await portal.browser().get('/staff/log-in/callback').expect(303)
})

test('a callback with a cookie of the right name and another value is not that of its browser', async () => {
  portal.staffLogin.person = newStaff([roleAt(await aTrust(portal.database))])
  const callback = await callbackFor(portal, portal.browser())
  const state = new URL(callback, portal.url).searchParams.get('state') ?? ''
  const cookie = `staff-log-in-${hash('sha256', state).slice(0, 16)}=guessed`
  await withCookie(portal, cookie, callback).expect('location', '/staff/log-in/problem/start-again')
})

test('a log-in that took too long is refused', async () => {
  const browser = portal.browser()
  const callback = await callbackFor(portal, browser)
  portal.clock.pass({ minutes: 30 })
  await browser.get(callback).expect('location', '/staff/log-in/problem/try-again')
})

test('two tabs that log in at once both arrive, and the session has a new id at each log-in', async () => {
  const trust = await aTrust(portal.database)
  portal.staffLogin.person = newStaff([roleAt(trust)])
  const browser = portal.browser()
  const callbacks = [await callbackFor(portal, browser), await callbackFor(portal, browser)]
  const cookies = new Set<string>()
  for (const callback of callbacks) {
    await browser.get(callback).expect('location', '/staff')
    cookies.add(cookieOf(browser, 'staff-sid'))
  }
  assert.equal(cookies.size, 2)
  const [first = ''] = cookies
  await withCookie(portal, first, '/staff').expect(303)
  await browser.get('/staff').expect(200)
})

test('a log-in that cannot be written down logs nobody in', async () => {
  const trust = await aTrust(portal.database)
  portal.staffLogin.person = newStaff([roleAt(trust)])
  const browser = portal.browser()
  const callback = await callbackFor(portal, browser)
  const refusal = { verb: 'insert', table: 'audit_log', message: 'disk full' } as const
  await whileRefusing(portal.database, refusal, () => browser.get(callback).expect(500))
  await browser.get('/staff').expect(303)
})
