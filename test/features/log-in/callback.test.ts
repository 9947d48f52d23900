import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { aPatient, testPerson } from '../../support/builders.ts'
import { type Agent, TestPortal } from '../../support/portal.ts'
import { cookieOf, withCookie } from '../../support/session-cookie.ts'
import { answerOf, nobodyIsLoggedIn, pressContinue, tryToLogIn } from './support.ts'

let portal: TestPortal
const person = testPerson(1)
const CALLBACK = '/patient-portal/log-in/callback'
const REFUSED = '/patient-portal/log-in/problem/refused'

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

const tokensAsked = () => portal.nhsLogin.received.filter(({ path }) => path === '/token').length

async function isRefused(browser: Agent, address: string, cookies: string[] = []) {
  await browser.get(address).expect(303).expect('location', REFUSED)
  await nobodyIsLoggedIn(portal, browser, cookies)
}

test('an answer used a second time in the same browser ends the session it had begun', async () => {
  const browser = portal.browser()
  const answer = await answerOf(portal, await pressContinue(browser))
  await browser.get(answer).expect(303).expect('location', '/patient-portal')
  const cookie = cookieOf(browser)
  const asked = tokensAsked()
  await isRefused(browser, answer, [cookie])
  assert.equal(tokensAsked(), asked, 'NHS login is not asked about a state that was used')
})

test('an answer copied to another browser logs nobody in there', async () => {
  const [mine, theirs] = [portal.browser(), portal.browser()]
  const answer = await answerOf(portal, await pressContinue(mine))
  await isRefused(theirs, answer)
  await pressContinue(theirs)
  await isRefused(theirs, answer)
})

test('an answer for a log-in that another browser began is not accepted, however it was got', async () => {
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
  const cookie = cookieOf(browser)
  const asked = tokensAsked()
  // Both requests are made of the same session, as by a double click or by two servers that share it.
  const [one, two] = await Promise.all([
    withCookie(portal, cookie, answer).then(response => response.headers.location),
    withCookie(portal, cookie, answer).then(response => response.headers.location),
  ])
  assert.equal([one, two].filter(location => location === '/patient-portal').length, 1)
  assert.equal([one, two].filter(location => location === REFUSED).length, 1)
  assert.equal(tokensAsked(), asked + 1, 'it is we who refuse the second, before NHS login is asked')
})

test('a state that was used is refused even by a session that has not heard of it', async () => {
  const browser = portal.browser()
  const answer = await answerOf(portal, await pressContinue(browser))
  const cookie = cookieOf(browser)
  const [unfinished] = await portal.database('session').select()
  await browser.get(answer).expect(303).expect('location', '/patient-portal')
  // As another server would see it that read the session a moment earlier.
  await portal.database('session').where('id_hash', unfinished.id_hash).update(unfinished)
  const asked = tokensAsked()
  await withCookie(portal, cookie, answer).expect(303).expect('location', REFUSED)
  assert.equal(tokensAsked(), asked)
})

test('a token whose id was seen before is refused, in this browser and in another', async () => {
  portal.nhsLogin.misbehaviour = 'reused-jti'
  const first = portal.browser()
  assert.equal((await tryToLogIn(portal, first)).headers.location, '/patient-portal')
  await portal.database('session').delete()
  const second = portal.browser()
  assert.equal((await tryToLogIn(portal, second)).headers.location, REFUSED)
  await nobodyIsLoggedIn(portal, second)
})

test('two log-ins with one token at the same moment: one gets in', async () => {
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

test('a callback without a session, or with nonsense in it, logs nobody in', async () => {
  const asked = tokensAsked()
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
    await isRefused(portal.browser(), CALLBACK + query)
  assert.equal(tokensAsked(), asked)
})

test('parameters sent twice, or a code of 12 KB, are refused before NHS login is asked', async () => {
  const asked = tokensAsked()
  for (const spoil of [
    (query: URLSearchParams) => query.append('state', query.get('state') ?? ''),
    (query: URLSearchParams) => query.append('code', 'another'),
    (query: URLSearchParams) => query.set('code', 'a'.repeat(12_000)),
    (query: URLSearchParams) => query.append('iss', 'https://auth.example.com'),
    (query: URLSearchParams) => query.append('response', 'e30.e30.e30'),
  ]) {
    const browser = portal.browser()
    const [path, search] = (await answerOf(portal, await pressContinue(browser))).split('?')
    const query = new URLSearchParams(search)
    spoil(query)
    await isRefused(browser, `${path}?${query}`)
  }
  assert.equal(tokensAsked(), asked)
})

test('a code the size of a megabyte is refused by the server itself, which goes on', async () => {
  const browser = portal.browser()
  const answer = await answerOf(portal, await pressContinue(browser))
  await browser.get(answer.replace(/code=[^&]*/, `code=${'a'.repeat(1_000_000)}`)).then(
    ({ status }) => assert.equal(status, 431),
    error => assert.match(String(error.code), /ECONNRESET|EPIPE/),
  )
  await nobodyIsLoggedIn(portal, browser)
  await browser.get('/health/live').expect(200)
})

test('someone who takes 29 minutes at NHS login gets in, and after 31 may try again', async () => {
  for (const [minutes, location] of [
    [29, '^/patient-portal$'],
    [31, 'log-in/problem/(try-again|refused)$'],
  ] as const) {
    const browser = portal.browser()
    const answer = await answerOf(portal, await pressContinue(browser))
    portal.clock.pass({ minutes })
    await browser.get(answer).expect(303).expect('location', new RegExp(location))
  }
})
