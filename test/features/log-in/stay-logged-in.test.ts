import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aPatient, testPerson } from '../../support/builders.ts'
import { hiddenFields } from '../../support/page.ts'
import { type Agent, TestPortal } from '../../support/portal.ts'

const STAY = '/patient-portal/stay-logged-in'
const HOME = '/patient-portal'
const TIMED_OUT = '/patient-portal/timed-out'
const person = testPerson(1)

let portal: TestPortal
before(async () => {
  portal = await TestPortal.start()
  await aPatient(portal.database, person)
})
after(() => portal.close())

const stay = (browser: Agent, fields: object) => browser.post(STAY).type('form').send(fields)

/** What the page tells the script, and the browser without scripts. */
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

async function asked(browser: Agent) {
  return (await browser.get(STAY).expect(200).expect('content-type', /json/)).body
}

test('a page says how long there is, and whose it is, and moves by itself where there are no scripts', async () => {
  const browser = await portal.logIn(person)
  const { token, session, ...times } = await timesOf(browser)
  assert.match(token ?? '', /^[\w-]{86}$/)
  assert.match(session ?? '', /^[\w-]{43}$/)
  assert.deepEqual(times, {
    secondsLeft: '600',
    timedOut: TIMED_OUT,
    logOut: '/patient-portal/log-out',
    refresh: `600; url=${TIMED_OUT}`,
  })
})

test('pages of nobody have no limit', async () => {
  for (const address of ['/patient-portal/log-in', '/patient-portal/help/contact', TIMED_OUT]) {
    const { text } = await portal.browser().get(address).expect(200)
    assert.doesNotMatch(text, /time-limit|http-equiv="refresh"/)
  }
})

test('asking how long is left does not make it longer', async () => {
  const browser = await portal.logIn(person)
  const { session } = await timesOf(browser)
  for (let minutes = 1; minutes < 10; minutes++) {
    portal.clock.pass({ minutes: 1 })
    assert.deepEqual(await asked(browser), { session, secondsLeft: 600 - 60 * minutes, maxSeconds: 600 })
  }
  portal.clock.pass({ minutes: 1 })
  assert.deepEqual(await asked(browser), { session: '', secondsLeft: 0, maxSeconds: 0 })
  await browser.get(HOME).expect('location', '/patient-portal/timed-out')
})

test('staying gives another ten minutes, and keeps what was answered', async () => {
  const browser = await portal.logIn(person)
  const { token: _csrf, session } = await timesOf(browser)
  portal.clock.pass({ minutes: 9, seconds: 59 })
  const { body } = await stay(browser, { _csrf }).expect(200)
  assert.deepEqual(body, { session, secondsLeft: 600, maxSeconds: 600 })
  portal.clock.pass({ minutes: 9, seconds: 59 })
  await browser.get(HOME).expect(200)
})

test('nobody stays without the token of their session, from another site, or by following a link', async () => {
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

test('a page can tell that somebody else has logged in since in the same browser', async () => {
  const browser = await portal.logIn(person)
  const { session } = await timesOf(browser)
  const page = await browser.get('/patient-portal/log-out').expect(200)
  await browser.post('/patient-portal/log-out').type('form').send(hiddenFields(page.text)).expect(303)
  assert.deepEqual(await asked(browser), { session: '', secondsLeft: 0, maxSeconds: 0 })
  const next = await portal.logIn(person)
  const { session: another } = await timesOf(next)
  assert.notEqual(another, session)
})

test('nobody stays longer than 12 hours, and the last page says how long it is', async () => {
  const browser = await portal.logIn(person)
  for (let passed = 0; passed < 12 * 60 - 6; passed += 6) {
    await browser.get(HOME).expect(200)
    portal.clock.pass({ minutes: 6 })
  }
  const { token: _csrf, session, secondsLeft, refresh } = await timesOf(browser)
  assert.deepEqual([secondsLeft, refresh], ['360', `360; url=${TIMED_OUT}`])
  portal.clock.pass({ minutes: 5, seconds: 30 })
  assert.deepEqual(await asked(browser), { session, secondsLeft: 30, maxSeconds: 30 })
  assert.deepEqual((await stay(browser, { _csrf }).expect(200)).body.secondsLeft, 30)
  portal.clock.pass({ seconds: 30 })
  assert.equal((await asked(browser)).secondsLeft, 0)
  assert.equal((await stay(browser, { _csrf }).expect(200)).body.secondsLeft, 0)
  assert.equal((await timesOf(browser, '/patient-portal/help/contact')).secondsLeft, undefined)
  await browser.get(HOME).expect('location', '/patient-portal/timed-out')
})

test('inside the NHS App the time-out page knows it, and the warning has no log-out of ours', async () => {
  const browser = (await portal.logIn(person)).set('User-Agent', 'nhsapp-ios/2.46.0')
  const { logOut, timedOut, refresh } = await timesOf(browser)
  assert.equal(logOut, undefined)
  assert.equal(timedOut, `${TIMED_OUT}?from=nhsApp`)
  assert.equal(refresh, `600; url=${TIMED_OUT}?from=nhsApp`)
})
