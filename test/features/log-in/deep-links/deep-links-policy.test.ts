import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { aPatient, testPerson } from '../../../support/builders.ts'
import { words } from '../../../support/page.ts'
import { type Agent, TestPortal } from '../../../support/portal.ts'
import { answerOf, pressContinue } from '../support.ts'

/** The table of nhs-login-and-app.md 2.3: how a person arrives, with a token or not, logged in or not. */

let portal: TestPortal
const person = testPerson(1)
const LIST = '/patient-portal/appointments'
const OPENED = 'opened-by=nhs-app'

before(async () => {
  portal = await TestPortal.start()
  await aPatient(portal.database, person)
})
after(() => portal.close())
beforeEach(() => {
  portal.nhsLogin.person = person
})

const ways = {
  'in the NHS App on an iPhone': {
    agent: 'Mozilla/5.0 nhsapp-ios/2.30.0',
    query: '',
    opened: `${LIST}?${OPENED}`,
  },
  'in the NHS App on Android': {
    agent: 'Mozilla/5.0 nhsapp-android/2.30.0',
    query: '',
    opened: `${LIST}?${OPENED}`,
  },
  'from the NHS App on a computer': { agent: 'Mozilla/5.0', query: 'from=nhsApp', opened: LIST },
}

/** Opens the address and follows redirects within the portal; returns the last answer, which may redirect elsewhere. */
async function open(browser: Agent, agent: string, address: string) {
  let response = await browser.get(address).set('User-Agent', agent)
  const passed = [address]
  while (response.status === 303 && String(response.headers.location).startsWith('/')) {
    passed.push(String(response.headers.location))
    assert.ok(passed.length < 6, `redirect loop: ${passed.join(' > ')}`)
    response = await browser.get(String(response.headers.location)).set('User-Agent', agent)
  }
  return { response, at: passed.at(-1), text: words(response.text) }
}

for (const [way, { agent, opened, query }] of Object.entries(ways)) {
  for (const already of ['logged in', 'not logged in']) {
    const arrive = () => (already === 'logged in' ? portal.logIn(person) : portal.browser())

    test(`${way}, with a token, ${already}: a new log-in without questions`, async () => {
      const token = await portal.nhsLogin.newAssertedLoginIdentity()
      const browser = await arrive()
      const { response } = await open(browser, agent, `${LIST}?assertedLoginIdentity=${token}&${query}`)
      const away = new URL(String(response.headers.location))
      assert.equal(away.origin, portal.nhsLogin.issuer)
      assert.equal(away.searchParams.get('prompt'), 'none')
      const back = await open(browser, agent, await answerOf(portal, away.href))
      assert.equal(back.response.status, 200)
      assert.equal(back.at, opened)
    })
  }

  test(`${way}, without a token, logged in: the page`, async () => {
    const { response, at } = await open(await portal.logIn(person), agent, query ? `${LIST}?${query}` : LIST)
    assert.equal(response.status, 200)
    assert.equal(at, LIST)
    assert.doesNotMatch(response.text, /<header/)
  })

  test(`${way}, without a token or a session: back to the NHS App, and never to the portal’s log-in page`, async () => {
    const { response, text } = await open(portal.browser(), agent, `${LIST}?${query}`)
    assert.equal(response.status, 403)
    assert.match(text, /Go back to the NHS App and log in again there/)
    assert.ok(response.text.includes('href="https://nhs-app.example"'))
    assert.doesNotMatch(response.text, /log-in"/)
  })

  test(`${way}, timed out: the page says so and links back to the NHS App`, async () => {
    const browser = await portal.logIn(person)
    await browser.get(`${LIST}?${query}`).set('User-Agent', agent)
    portal.clock.pass({ minutes: 10, seconds: 1 })
    const { response, text } = await open(browser, agent, `${LIST}?${query}`)
    assert.match(text, /go back to the NHS App and log in again there/i)
    assert.doesNotMatch(response.text, /href="\/patient-portal\/log-in"/)
  })
}

test('in a browser, by a letter or a bookmark, not logged in: the log-in page, then the destination', async () => {
  const browser = portal.browser()
  const { at } = await open(browser, 'Mozilla/5.0', `${LIST}?past=1`)
  assert.equal(at, `/patient-portal/log-in?to=${encodeURIComponent(`${LIST}?past=1`)}`)
  const away = new URL(await pressContinue(browser, at))
  assert.equal(away.searchParams.has('prompt'), false)
  const back = await open(browser, 'Mozilla/5.0', await answerOf(portal, away.href))
  assert.equal(back.at, `${LIST}?past=1`)
  assert.equal(back.response.status, 200)
})

test('in a browser, logged in: the page', async () => {
  const { response, at } = await open(await portal.logIn(person), 'Mozilla/5.0', LIST)
  assert.equal(response.status, 200)
  assert.equal(at, LIST)
})

test('in a browser, with a token: a new log-in without questions', async () => {
  const token = await portal.nhsLogin.newAssertedLoginIdentity()
  const { response } = await open(portal.browser(), 'Mozilla/5.0', `${LIST}?assertedLoginIdentity=${token}`)
  assert.equal(new URL(String(response.headers.location)).searchParams.get('prompt'), 'none')
})

test('pretending to be the NHS App gives no access', async () => {
  for (const { agent, query } of Object.values(ways)) {
    const { response } = await open(portal.browser(), agent, `${LIST}?${query}&loggedIn=true`)
    assert.notEqual(response.status, 200)
  }
})
