import assert from 'node:assert/strict'
import { after, before, beforeEach, mock, test } from 'node:test'
import * as cheerio from 'cheerio'
import { NhsLogin } from '../../../src/gateways/nhs-login/nhs-login.ts'
import { LogInRefused } from '../../../src/shared/errors.ts'
import { aPatient } from '../../support/builders.ts'
import { wordsOfTheProvider } from '../../support/nhs-login/hostile-answers.ts'
import {
  authorizeErrors,
  hostileAnswers,
  hostileTokens,
  type Misbehaviour,
} from '../../support/nhs-login/misbehaviours.ts'
import { heading, words } from '../../support/page.ts'
import { type Agent, TestPortal } from '../../support/portal.ts'
import { cookieOf } from '../../support/session-cookie.ts'
import { answerOf, assertNotLoggedIn, PAGE_OF, pressContinue, tryToLogIn } from './support.ts'

let portal: TestPortal
const person = { nhsNumber: '9434765919', birthDate: '1985-02-28', familyName: 'Canary' }

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

async function isRefused(misbehaviour: Misbehaviour, leadsTo: keyof typeof PAGE_OF) {
  const browser = portal.browser()
  await pressContinue(browser)
  const cookie = cookieOf(browser)
  portal.nhsLogin.misbehaviour = misbehaviour
  const back = await tryToLogIn(portal, browser)
  const [page, status, title] = PAGE_OF[leadsTo]
  assert.equal(back.status, 303)
  assert.equal(back.headers.location, `/patient-portal/log-in/${page}`)
  const shown = await browser.get(String(back.headers.location)).expect(status)
  assert.equal(heading(shown.text), title)
  await assertNotLoggedIn(portal, browser, [cookie, cookieOf(browser)])
  const all = shown.text + JSON.stringify(shown.headers) + JSON.stringify(back.headers) + portal.logged.join()
  for (const secret of [wordsOfTheProvider, person.nhsNumber, person.birthDate, 'access-token', 'code-'])
    assert.ok(!all.includes(secret), secret)
  assert.doesNotMatch(all, /eyJ[\w-]+\.eyJ/)
}

test('an honest answer logs the patient in, so the refusals below are due to the answers', async () => {
  const browser = portal.browser()
  const back = await tryToLogIn(portal, browser)
  assert.equal(back.headers.location, '/patient-portal')
  await browser.get('/patient-portal/appointments').expect(200)
})

/** Answers that belong to no log-in of this browser. */
const UNKNOWN: Misbehaviour[] = ['wrong-state', 'no-state', 'two-states', 'error-with-wrong-state']

function pageAfter(misbehaviour: Misbehaviour): keyof typeof PAGE_OF {
  if (misbehaviour === 'P0' || misbehaviour === 'P5') return 'prove-identity'
  return UNKNOWN.includes(misbehaviour) ? 'start-again' : 'refused'
}

for (const misbehaviour of [...hostileTokens, ...hostileAnswers])
  test(`a patient is not logged in by ${misbehaviour}, and reads what to do`, () =>
    isRefused(misbehaviour, pageAfter(misbehaviour)))

for (const [misbehaviour, { leadsTo }] of Object.entries(authorizeErrors))
  test(`a person sent back with ${misbehaviour} sees the page for ${leadsTo}`, () =>
    isRefused(misbehaviour as Misbehaviour, leadsTo))

test('a person who does not consent sees the wording of NHS login, with links to medical help', async () => {
  const { text } = await portal.browser().get('/patient-portal/log-in/no-consent').expect(403)
  const [, page = ''] = /<h1[^>]*>([\s\S]*?)<\/main>/.exec(text) ?? []
  assert.equal(
    words(page),
    'You cannot continue without sharing your information The service provider needs your NHS login information to' +
      ' verify your identity. If you need medical help, go to 111.nhs.uk or call 111 or your GP.' +
      " Call 999 if it's a life-threatening emergency. Close this tab to go back to NHS App.",
  )
  for (const link of ['https://111.nhs.uk/', 'tel:111', 'tel:999']) assert.ok(page.includes(`href="${link}"`))
})

test('in the NHS App on a phone the page does not say to close a tab, because there is none', async () => {
  const phone = portal.browser().set('User-Agent', 'Mozilla/5.0 nhsapp-ios/2.30.0')
  const { text } = await phone.get('/patient-portal/log-in/no-consent').expect(403)
  assert.doesNotMatch(words(text), /Close this tab/)
})

test('a person in the NHS App gets a link back to it, and a person in a browser can try again', async () => {
  const inApp = await portal.browser().get('/patient-portal/log-in/problem/refused?from=nhsApp').expect(403)
  assert.match(words(inApp.text), /Go back to the NHS App and log in again there/)
  assert.ok(inApp.text.includes('href="https://nhs-app.example"'))
  const outside = await portal.browser().get('/patient-portal/log-in/problem/refused').expect(403)
  assert.ok(outside.text.includes('href="/patient-portal/log-in/start?tried=yes"'))
})

/** Presses a link of the page at NHS login's answer; returns the page after the next answer. */
async function pressAndFail(browser: Agent, page: string, link: string) {
  const $ = cheerio.load(page)
  const pressed = $('main a').filter((_, each) => $(each).text().trim() === link)
  assert.equal(pressed.length, 1, `${link} on ${heading(page)}`)
  const away = await browser.get(String(pressed.attr('href'))).expect(303)
  const location = String(away.headers.location)
  if (location.startsWith('/')) return { away, text: (await browser.get(location)).text }
  const back = await browser.get(await answerOf(portal, location)).expect(303)
  return { away, text: (await browser.get(String(back.headers.location))).text }
}

for (const [misbehaviour, first, second] of [
  ['server-error', 'There is a problem with NHS login', 'There is still a problem with NHS login'],
  ['wrong-key', 'We could not log you in', 'There is still a problem logging you in'],
] as const)
  test(`after ${misbehaviour} a patient is asked to try again once, and then shown other help`, async () => {
    portal.nhsLogin.misbehaviour = misbehaviour
    const browser = portal.browser()
    const back = await tryToLogIn(portal, browser)
    const { text } = await browser.get(String(back.headers.location))
    assert.equal(heading(text), first)
    const { text: again } = await pressAndFail(browser, text, 'Try again')
    assert.equal(heading(again), second)
    assert.doesNotMatch(words(again), /Try again/)
    assert.match(words(again), /NHS login help centre.*contact your hospital/)
    // Another tab that starts anew is asked to try again first.
    const other = await tryToLogIn(portal, browser)
    assert.equal(heading((await browser.get(String(other.headers.location))).text), first)
  })

test('a second try that NHS login does not even answer is also known as one', async () => {
  const browser = portal.browser()
  const start = mock.method(NhsLogin.prototype, 'start', () =>
    Promise.reject(new LogInRefused('try-again', 'discovery-ECONNREFUSED')),
  )
  const page = await browser.get('/patient-portal/log-in/problem/try-again').expect(503)
  const { text } = await pressAndFail(browser, page.text, 'Try again')
  start.mock.restore()
  assert.equal(heading(text), 'There is still a problem with NHS login')
})

test('a person who has not proven who they are is asked to, by a new log-in', async () => {
  portal.nhsLogin.misbehaviour = 'P5'
  const browser = portal.browser()
  const back = await tryToLogIn(portal, browser)
  const { text } = await browser.get(String(back.headers.location)).expect(403)
  portal.nhsLogin.misbehaviour = 'none'
  await pressAndFail(browser, text, 'Prove who you are')
  await browser.get('/patient-portal/appointments').expect(200)
})

for (const page of ['problem/refused', 'cannot-show'])
  test(`on ${page} a person who shares a device can log in as someone else, which NHS login then asks for`, async () => {
    const browser = portal.browser()
    const { text } = await browser.get(`/patient-portal/log-in/${page}`).expect(403)
    const { away } = await pressAndFail(browser, text, 'log in as someone else')
    assert.equal(new URL(String(away.headers.location)).searchParams.get('prompt'), 'login')
    const inApp = await portal.browser().get(`/patient-portal/log-in/${page}?from=nhsApp`).expect(403)
    assert.doesNotMatch(words(inApp.text), /as someone else/)
  })

test('an unknown problem has no page', async () => {
  for (const problem of ['constructor', '__proto__', 'toString', 'nhs-App', 'x%2f..%2frefused'])
    await portal.browser().get(`/patient-portal/log-in/problem/${problem}`).expect(404)
})
