import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aPatient, testPerson } from '../../support/builders.ts'
import { hiddenFields } from '../../support/page.ts'
import { type Agent, TestPortal } from '../../support/portal.ts'

const STAY = '/patient-portal/stay-logged-in'
const HOME = '/patient-portal'
const STILL_THERE = '/patient-portal/still-there'
const TIMED_OUT = '/patient-portal/timed-out'
const person = testPerson(1)

let portal: TestPortal
before(async () => {
  portal = await TestPortal.start()
  await aPatient(portal.database, person)
})
after(() => portal.close())

const stay = (browser: Agent, fields: object) => browser.post(STAY).type('form').send(fields)

/** The values that the page gives to the script, and to a browser without scripts. */
async function timesOf(browser: Agent, address = HOME) {
  const { text } = await browser.get(address).expect(200)
  const [script = ''] = /<script defer id="time-limit"[^>]*>/.exec(text) ?? []
  const given = (name: string) => new RegExp(`data-${name}="([^"]*)"`).exec(script)?.[1]
  return {
    token: given('token'),
    session: given('session'),
    secondsLeft: given('seconds-left'),
    timedOut: given('timed-out'),
    logOut: given('log-out'),
    refresh: /<noscript><meta http-equiv="refresh" content="([^"]*)"><\/noscript>/.exec(text)?.[1],
  }
}

async function timeLeftIn(browser: Agent) {
  return (await browser.get(STAY).expect(200).expect('content-type', /json/)).body
}

test('a page has the time left and its session, and asks by itself after 9 minutes without scripts', async () => {
  const browser = await portal.logIn(person)
  const { token, session, ...times } = await timesOf(browser)
  assert.match(token ?? '', /^[\w-]{86}$/)
  assert.match(session ?? '', /^[\w-]{43}$/)
  assert.deepEqual(times, {
    secondsLeft: '600',
    timedOut: TIMED_OUT,
    logOut: '/patient-portal/log-out',
    refresh: `540; url=${STILL_THERE}`,
  })
})

test('pages without a log-in have no time limit', async () => {
  for (const address of ['/patient-portal/log-in', '/patient-portal/help/contact', TIMED_OUT]) {
    const { text } = await portal.browser().get(address).expect(200)
    assert.doesNotMatch(text, /time-limit|http-equiv="refresh"/)
  }
})

test('asking for the time left does not extend the session', async () => {
  const browser = await portal.logIn(person)
  const { session } = await timesOf(browser)
  for (let minutes = 1; minutes < 10; minutes++) {
    portal.clock.pass({ minutes: 1 })
    assert.deepEqual(await timeLeftIn(browser), { session, secondsLeft: 600 - 60 * minutes, maxSeconds: 600 })
  }
  portal.clock.pass({ minutes: 1 })
  assert.deepEqual(await timeLeftIn(browser), { session: '', secondsLeft: 0, maxSeconds: 0 })
  await browser.get(HOME).expect('location', '/patient-portal/timed-out')
})

test('staying logged in gives another ten minutes', async () => {
  const browser = await portal.logIn(person)
  const { token: _csrf, session } = await timesOf(browser)
  portal.clock.pass({ minutes: 9, seconds: 59 })
  const { body } = await stay(browser, { _csrf }).expect(200)
  assert.deepEqual(body, { session, secondsLeft: 600, maxSeconds: 600 })
  portal.clock.pass({ minutes: 9, seconds: 59 })
  await browser.get(HOME).expect(200)
})

test('a session is not extended without its token, from another site or by a link', async () => {
  const browser = await portal.logIn(person)
  const { token: _csrf } = await timesOf(browser)
  const other = await timesOf(await portal.logIn(person))
  portal.clock.pass({ minutes: 9 })
  await stay(browser, {}).expect(403)
  await stay(browser, { _csrf: other.token }).expect(403)
  await stay(browser.set('Sec-Fetch-Site', 'cross-site'), { _csrf }).expect(403)
  await browser.set('Sec-Fetch-Site', 'same-origin').get(STAY).expect(200)
  portal.clock.pass({ minutes: 1, seconds: 1 })
  await stay(portal.browser(), { _csrf }).expect(403)
})

test('a page can detect that another person has logged in since in the same browser', async () => {
  const browser = await portal.logIn(person)
  const { session } = await timesOf(browser)
  const page = await browser.get('/patient-portal/log-out').expect(200)
  await browser.post('/patient-portal/log-out').type('form').send(hiddenFields(page.text)).expect(303)
  assert.deepEqual(await timeLeftIn(browser), { session: '', secondsLeft: 0, maxSeconds: 0 })
  const next = await portal.logIn(person)
  const { session: another } = await timesOf(next)
  assert.notEqual(another, session)
})

test('a session cannot be extended beyond 12 hours, and the last page has the right time left', async () => {
  const browser = await portal.logIn(person)
  for (let passed = 0; passed < 12 * 60 - 6; passed += 6) {
    await browser.get(HOME).expect(200)
    portal.clock.pass({ minutes: 6 })
  }
  const { token: _csrf, session, secondsLeft, refresh } = await timesOf(browser)
  assert.deepEqual([secondsLeft, refresh], ['360', `300; url=${STILL_THERE}`])
  portal.clock.pass({ minutes: 5, seconds: 30 })
  assert.deepEqual(await timeLeftIn(browser), { session, secondsLeft: 30, maxSeconds: 30 })
  assert.deepEqual((await stay(browser, { _csrf }).expect(200)).body.secondsLeft, 30)
  portal.clock.pass({ seconds: 30 })
  assert.equal((await timeLeftIn(browser)).secondsLeft, 0)
  assert.equal((await stay(browser, { _csrf }).expect(200)).body.secondsLeft, 0)
  assert.equal((await timesOf(browser, '/patient-portal/help/contact')).secondsLeft, undefined)
  await browser.get(HOME).expect('location', '/patient-portal/timed-out')
})

test('inside the NHS App the time-out page keeps that, and the warning has no log-out button', async () => {
  const browser = (await portal.logIn(person)).set('User-Agent', 'nhsapp-ios/2.46.0')
  const { logOut, timedOut, refresh } = await timesOf(browser)
  assert.equal(logOut, undefined)
  assert.equal(timedOut, `${TIMED_OUT}?from=nhsApp`)
  assert.equal(refresh, `540; url=${STILL_THERE}?from=nhsApp`)
})
