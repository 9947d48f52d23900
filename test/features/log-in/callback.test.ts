import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { aPatient, testPerson } from '../../support/builders.ts'
import { type Agent, TestPortal } from '../../support/portal.ts'
import { cookieOf, withCookie } from '../../support/session-cookie.ts'
import { answerOf, assertNotLoggedIn, goTo, pressContinue, tryToLogIn } from './support.ts'

let portal: TestPortal
const person = testPerson(1)
const CALLBACK = '/patient-portal/log-in/callback'
const REFUSED = '/patient-portal/log-in/problem/refused'
const START_AGAIN = '/patient-portal/log-in/problem/start-again'
const COOKIES_NEEDED = '/patient-portal/log-in/cookies-needed'

before(async () => {
  portal = await TestPortal.start()
  await aPatient(portal.database, person)
  portal.nhsLogin.person = person
})
after(() => portal.close())
beforeEach(async () => {
  portal.nhsLogin.misbehaviour = 'none'
  await portal.database('session').delete()
})

const tokenRequests = () => portal.nhsLogin.received.filter(({ path }) => path === '/token').length

async function isRefused(browser: Agent, address: string, page = REFUSED) {
  await browser.get(address).expect(303).expect('location', page)
  await assertNotLoggedIn(portal, browser)
}

test('a callback used a second time in the same browser leads to the page of its tab and changes nothing', async () => {
  const browser = portal.browser()
  const answer = await answerOf(portal, await goTo(browser, '/patient-portal/appointments'))
  await browser.get(answer).expect(303).expect('location', '/patient-portal/appointments')
  const cookie = cookieOf(browser)
  const asked = tokenRequests()
  await browser.get(answer).expect(303).expect('location', '/patient-portal/appointments')
  assert.equal(cookieOf(browser), cookie)
  assert.equal(tokenRequests(), asked, 'NHS login gets no request for a used state')
  await withCookie(portal, cookie).expect(200)
})

test('a callback copied to another browser does not log in there', async () => {
  const [mine, theirs] = [portal.browser(), portal.browser()]
  const answer = await answerOf(portal, await pressContinue(mine))
  await isRefused(theirs, answer, COOKIES_NEEDED)
  await pressContinue(theirs)
  await isRefused(theirs, answer, START_AGAIN)
  await mine.get(answer).expect(303).expect('location', '/patient-portal')
})

test('a code from a log-in that another browser started is not accepted', async () => {
  const [mine, theirs] = [portal.browser(), portal.browser()]
  const forMe = await answerOf(portal, await pressContinue(mine))
  const forThem = await answerOf(portal, await pressContinue(theirs))
  const state = new URLSearchParams(forThem.split('?')[1]).get('state') ?? ''
  const code = new URLSearchParams(forMe.split('?')[1]).get('code') ?? ''
  await isRefused(theirs, `${CALLBACK}?${new URLSearchParams({ code, state })}`)
})

test('a state used in one copy of a browser is refused in another copy of it', async () => {
  const browser = portal.browser()
  const answer = await answerOf(portal, await pressContinue(browser))
  const asked = tokenRequests()
  // As after a double click, or on two servers that share the database.
  const [one, two] = await Promise.all([
    browser.get(answer).then(response => response.headers.location),
    browser.get(answer).then(response => response.headers.location),
  ])
  assert.equal([one, two].filter(location => location === '/patient-portal').length, 1)
  assert.equal([one, two].filter(location => location === START_AGAIN).length, 1)
  assert.equal(tokenRequests(), asked + 1, 'the portal refuses the second one without a request to NHS login')
})

test('a used state is refused after the session it had started has ended', async () => {
  const browser = portal.browser()
  const answer = await answerOf(portal, await pressContinue(browser))
  await browser.get(answer).expect(303).expect('location', '/patient-portal')
  await portal.database('session').delete()
  const asked = tokenRequests()
  await isRefused(browser, answer, START_AGAIN)
  assert.equal(tokenRequests(), asked)
})

test('a token whose id was seen before is refused, in this browser and in another', async () => {
  portal.nhsLogin.misbehaviour = 'reused-jti'
  const first = portal.browser()
  assert.equal((await tryToLogIn(portal, first)).headers.location, '/patient-portal')
  await portal.database('session').delete()
  const second = portal.browser()
  assert.equal((await tryToLogIn(portal, second)).headers.location, REFUSED)
  await assertNotLoggedIn(portal, second)
})

test('of several log-ins with one token at the same moment, one succeeds', async () => {
  await portal.database('used_once').delete()
  portal.nhsLogin.misbehaviour = 'reused-jti'
  const browsers = [portal.browser(), portal.browser(), portal.browser()]
  const answers: string[] = []
  for (const browser of browsers) answers.push(await answerOf(portal, await pressContinue(browser)))
  const locations = await Promise.all(
    browsers.map(async (browser, index) => (await browser.get(answers[index] ?? '')).headers.location),
  )
  assert.deepEqual(locations.toSorted(), ['/patient-portal', REFUSED, REFUSED].toSorted())
})

test('a callback without a session, or with invalid parameters, does not log in', async () => {
  const asked = tokenRequests()
  for (const query of [
    '',
    '?',
    '?code=a',
    '?state=b',
    '?code=a&state=b',
    '?code=a&state=',
    '?code[]=a&state[]=b',
    '?state=undefined&code=undefined',
    '?error=access_denied&error_description=ConsentNotGiven',
    '?error=access_denied&error_description=ConsentNotGiven&state=forged',
    '?%00=%ff&code=%0d%0aSet-Cookie:x=y&state=%e0%a4%a',
    '?__proto__=a&constructor=b',
    `?code=${'a'.repeat(12_000)}&state=b`,
  ])
    await isRefused(portal.browser(), CALLBACK + query, START_AGAIN)
  assert.equal(tokenRequests(), asked)
})

test('repeated parameters, or a code of 12 KB, are refused without a request to NHS login', async () => {
  const asked = tokenRequests()
  const twoStates = (query: URLSearchParams) => query.append('state', query.get('state') ?? '')
  for (const spoil of [
    twoStates,
    (query: URLSearchParams) => query.append('code', 'another'),
    (query: URLSearchParams) => query.set('code', 'a'.repeat(12_000)),
    (query: URLSearchParams) => query.append('iss', 'https://auth.example.com'),
    (query: URLSearchParams) => query.append('response', 'e30.e30.e30'),
  ]) {
    const browser = portal.browser()
    const [path, search] = (await answerOf(portal, await pressContinue(browser))).split('?')
    const query = new URLSearchParams(search)
    spoil(query)
    await isRefused(browser, `${path}?${query}`, spoil === twoStates ? START_AGAIN : REFUSED)
  }
  assert.equal(tokenRequests(), asked)
})

test('a code of a megabyte is refused by the server itself, which keeps running', async () => {
  const browser = portal.browser()
  const answer = await answerOf(portal, await pressContinue(browser))
  await browser.get(answer.replace(/code=[^&]*/, `code=${'a'.repeat(1_000_000)}`)).then(
    ({ status }) => assert.equal(status, 431),
    error => assert.match(String(error.code), /ECONNRESET|EPIPE/),
  )
  await assertNotLoggedIn(portal, browser)
  await browser.get('/health/live').expect(200)
})

test('a person who takes 59 minutes at NHS login is logged in, and one who takes 61 may try again', async () => {
  for (const [minutes, location] of [
    [59, '^/patient-portal$'],
    [61, 'log-in/problem/try-again$'],
  ] as const) {
    const browser = portal.browser()
    const answer = await answerOf(portal, await pressContinue(browser))
    portal.clock.pass({ minutes })
    await browser.get(answer).expect(303).expect('location', new RegExp(location))
  }
})
