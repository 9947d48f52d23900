import assert from 'node:assert/strict'
import { after, before, type TestContext, test } from 'node:test'
import { aDatabaseToShare } from '../../support/database/portal-databases.ts'
import { formToken, send } from '../../support/form.ts'
import { words } from '../../support/page.ts'
import { aLoggedInPatient } from '../../support/person.ts'
import { type Agent, aPortal, MONDAY, type TestPortal } from '../../support/portal.ts'
import { noRedis, TestRedis } from '../../support/redis.ts'
import { cookieOf, withCookie } from '../../support/session-cookie.ts'
import { until } from '../../support/time/until.ts'
import { answerOf, pressContinue, tryToLogIn } from '../log-in/support.ts'
import { readBy } from './support.ts'

const DEVICES = '/patient-portal/access-log/devices'
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Safari/604.1'
let portal: TestPortal

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())

/** Another browser of the same patient. */
async function onIphone(at: TestPortal, person: Awaited<ReturnType<typeof aLoggedInPatient>>['person']) {
  const browser = at.browser().set('User-Agent', IPHONE) as Agent
  at.nhsLogin.person = person
  const answer = await tryToLogIn(at, browser)
  assert.equal(answer.headers.location, '/patient-portal')
  return browser
}

async function aPatientWithTwoBrowsers(at: TestPortal) {
  const { browser, patientId, person } = await aLoggedInPatient(at)
  return { patientId, person, browser, iphone: await onIphone(at, person) }
}

const isLoggedIn = async (browser: Agent) => (await browser.get('/patient-portal')).status === 200

async function logOut(browser: Agent, where: string) {
  const token = await formToken(browser)
  return browser
    .post(DEVICES)
    .type('form')
    .send({ ...token, where })
}

test('a patient sees each browser in which they are logged in, and when it was last used', async () => {
  const { browser, person } = await aLoggedInPatient(portal)
  assert.match(
    words((await browser.get(DEVICES).expect(200)).text),
    /A browser \(the one you are using now\) Logged in on Monday 15 June 2026 at 10am You are not logged in anywhere else\./,
  )
  portal.clock.pass({ minutes: 2 })
  const iphone = await onIphone(portal, person)
  portal.clock.pass({ minutes: 3 })
  await browser.get('/patient-portal').expect(200)
  const seen = words((await iphone.get(DEVICES).expect(200)).text)
  assert.match(
    seen,
    /Safari on iPhone \(the one you are using now\) Logged in on Monday 15 June 2026 at 10:02am A browser Logged in on Monday 15 June 2026 at 10am Last used on Monday 15 June 2026 at 10:05am/,
  )
  assert.doesNotMatch(seen, /not logged in anywhere else/)
})

test('the other browser is out at its next request, and this one stays', async () => {
  const { browser, iphone, patientId } = await aPatientWithTwoBrowsers(portal)
  const stranger = await aPatientWithTwoBrowsers(portal)
  const answer = await logOut(browser, 'elsewhere')
  assert.equal(answer.headers.location, DEVICES)
  const out = await iphone.get('/patient-portal/appointments')
  assert.equal(out.status, 303)
  assert.match(String(out.headers.location), /^\/patient-portal\/timed-out/)
  assert.ok(await isLoggedIn(browser))
  assert.match(words((await browser.get(DEVICES).expect(200)).text), /You are not logged in anywhere else/)
  for (const other of [stranger.browser, stranger.iphone]) assert.ok(await isLoggedIn(other))
  assert.ok(
    (await readBy(portal, patientId)).includes('You logged out on all other phones, computers and browsers'),
  )
})

test('log out everywhere ends this session too, and the next log-in here must ask who it is', async () => {
  const { browser, iphone, patientId } = await aPatientWithTwoBrowsers(portal)
  const answer = await logOut(browser, 'everywhere')
  assert.equal(answer.headers.location, '/patient-portal/logged-out')
  assert.equal(answer.headers['clear-site-data'], '"cache", "storage"')
  for (const each of [browser, iphone]) assert.ok(!(await isLoggedIn(each)))
  assert.ok(
    (await readBy(portal, patientId)).includes('You logged out on all phones, computers and browsers'),
  )
})

test('nobody is logged out by a form that says nothing of ours, or whose entry cannot be written', async () => {
  const { browser, iphone } = await aPatientWithTwoBrowsers(portal)
  assert.equal((await logOut(browser, 'here')).status, 400)
  assert.equal((await send(browser, DEVICES, {})).status >= 303, true)
  assert.ok(await isLoggedIn(browser))
  assert.ok(await isLoggedIn(iphone))
})

for (const [what, seconds, isNew] of [
  ['a new log-in', 5, true],
  ['the log-in of before', -60, false],
] as const)
  test(`where they were logged out from elsewhere, ${what} at NHS login ${isNew ? 'logs in' : 'is refused'}`, async t => {
    t.after(() => {
      portal.nhsLogin.authTime = undefined
      portal.clock.set(MONDAY)
    })
    // NHS login's tokens are of now.
    portal.clock.set(Temporal.Now.instant())
    const { browser, iphone, person } = await aPatientWithTwoBrowsers(portal)
    await logOut(browser, 'elsewhere')
    portal.nhsLogin.person = person
    portal.nhsLogin.authTime = Math.floor(portal.clock.now().epochMilliseconds / 1000) + seconds
    const back = await tryToLogIn(portal, iphone)
    if (isNew) return assert.equal(back.headers.location, '/patient-portal')
    assert.match(String(back.headers.location), /log-in\/problem\/refused/)
    const address = await pressContinue(iphone)
    assert.equal(new URL(address).searchParams.get('prompt'), 'login')
    portal.nhsLogin.authTime = undefined
    assert.equal((await iphone.get(await answerOf(portal, address))).headers.location, '/patient-portal')
  })

/** Two processes would not share more: a database, and perhaps a Redis. */
async function twoCopies(t: TestContext, redis?: TestRedis): Promise<[TestPortal, TestPortal]> {
  const settings = {
    databaseUrl: await aDatabaseToShare(t),
    ...(redis && { redisUrl: redis.url }),
  }
  const one = await aPortal(settings)
  const other = await aPortal(settings)
  t.after(async () => {
    for (const each of [one, other]) await each.close()
    await redis?.close()
  })
  for (const each of [one, other])
    await until('ready', async () => (await each.browser().get('/health/ready')).status === 200)
  return [one, other]
}

for (const store of ['the database', 'Redis'])
  test(`with sessions in ${store}, it takes effect at once at another copy of the portal`, {
    skip: store === 'Redis' && noRedis,
  }, async t => {
    const [one, other] = await twoCopies(t, store === 'Redis' ? await TestRedis.start() : undefined)
    const { browser, iphone } = await aPatientWithTwoBrowsers(one)
    const [here, there] = [cookieOf(browser), cookieOf(iphone)]
    for (const cookie of [here, there]) await withCookie(other, cookie).expect(200)
    // Requests that are under way meanwhile must not bring the session back.
    const busy = Array.from({ length: 10 }, () => withCookie(other, there))
    await Promise.all([logOut(browser, 'elsewhere'), ...busy])
    await withCookie(other, there).expect(303)
    await withCookie(one, there).expect(303)
    await withCookie(other, here).expect(200)
    await logOut(browser, 'everywhere')
    await withCookie(other, here).expect(303)
  })
