import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { toColumn } from '../../../src/database/columns.ts'
import { aPatient, testPerson } from '../../support/builders.ts'
import { send } from '../../support/form.ts'
import { heading, hiddenFields, words } from '../../support/page.ts'
import { type Agent, TestPortal } from '../../support/portal.ts'

const person = testPerson(1)
const LIST = '/patient-portal/appointments'
const STILL_THERE = '/patient-portal/still-there'
const TO_LIST = `?to=${encodeURIComponent(LIST)}`
const TIMED_OUT_ON_LIST = `/patient-portal/timed-out${TO_LIST}`

let portal: TestPortal
before(async () => {
  portal = await TestPortal.start()
  await aPatient(portal.database, person)
})
after(() => portal.close())
beforeEach(() => portal.database('session').delete())

/** Where the page goes by itself where there are no scripts, and after how many seconds. */
async function refreshOf(browser: Agent, address: string) {
  const { text } = await browser.get(address).expect(200)
  const [, seconds, url = ''] =
    /<noscript><meta http-equiv="refresh" content="(\d+); url=([^"]*)"><\/noscript>/.exec(text) ?? []
  return { seconds: Number(seconds), url: url.replaceAll('&amp;', '&'), text }
}

test('a page asks after 9 minutes, and 10 more minutes lead back to it', async () => {
  const browser = await portal.logIn(person)
  const page = await refreshOf(browser, LIST)
  assert.deepEqual([page.seconds, page.url], [540, STILL_THERE + TO_LIST])
  portal.clock.pass({ minutes: 9 })
  const asked = await refreshOf(browser, page.url)
  assert.equal(heading(asked.text), 'Are you still there?')
  assert.match(words(asked.text), /You have 1 minute left\..*Stay logged in/)
  assert.deepEqual([asked.seconds, asked.url], [60, TIMED_OUT_ON_LIST])
  portal.clock.pass({ seconds: 59 })
  const stayed = await send(browser, page.url, hiddenFields(asked.text)).expect(303)
  assert.equal(stayed.headers.location, LIST)
  portal.clock.pass({ minutes: 9, seconds: 59 })
  await browser.get(LIST).expect(200)
})

test('to be asked does not extend the session, and whoever does not answer is logged out', async () => {
  const browser = await portal.logIn(person)
  await browser.get(LIST).expect(200)
  portal.clock.pass({ minutes: 9, milliseconds: 300 })
  const asked = await refreshOf(browser, STILL_THERE + TO_LIST)
  portal.clock.pass({ seconds: asked.seconds })
  const page = await browser.get(asked.url).expect(200)
  assert.equal(heading(page.text), 'We have logged you out')
})

test('after the session has ended there is nothing to ask', async () => {
  const browser = await portal.logIn(person)
  portal.clock.pass({ minutes: 10, seconds: 1 })
  await browser
    .get(STILL_THERE + TO_LIST)
    .expect(303)
    .expect('location', TIMED_OUT_ON_LIST)
  await portal
    .browser()
    .get(STILL_THERE + TO_LIST)
    .expect(303)
    .expect('location', TIMED_OUT_ON_LIST)
})

test('it leads to pages of ours only', async () => {
  const browser = await portal.logIn(person)
  for (const to of [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/patient-portal/log-out',
    STILL_THERE,
  ]) {
    const address = `${STILL_THERE}?to=${encodeURIComponent(to)}`
    const { text, url } = await refreshOf(browser, address)
    assert.equal(url, '/patient-portal/timed-out')
    assert.doesNotMatch(text, /evil/)
    await send(browser, address, hiddenFields(text)).expect(303).expect('location', '/patient-portal')
  }
})

test('nobody else can extend the session: not another site, and not without the token', async () => {
  const browser = await portal.logIn(person)
  const { text } = await refreshOf(browser, STILL_THERE)
  const other = await refreshOf(await portal.logIn(person), STILL_THERE)
  portal.clock.pass({ minutes: 9 })
  await send(browser, STILL_THERE, {}).expect(403)
  await send(browser, STILL_THERE, hiddenFields(other.text)).expect(403)
  await send(browser.set('Sec-Fetch-Site', 'cross-site'), STILL_THERE, hiddenFields(text)).expect(403)
})

test('after 12 hours no one can stay: the page says so, and the last minute asks nothing', async () => {
  const browser = await portal.logIn(person)
  await browser.get(LIST).expect(200)
  portal.clock.pass({ hours: 11, minutes: 59 })
  await portal.database('session').update({ expires_at: toColumn(portal.clock.now().add({ minutes: 9 })) })
  const asked = await refreshOf(browser, STILL_THERE + TO_LIST)
  assert.equal(heading(asked.text), 'We are about to log you out')
  assert.match(
    words(asked.text),
    /logged in for 12 hours, the longest we can allow\. You have 1 minute left\./,
  )
  assert.doesNotMatch(words(asked.text), /Stay logged in/)
  assert.deepEqual([asked.seconds, asked.url], [60, TIMED_OUT_ON_LIST])
  const last = await refreshOf(browser, LIST)
  assert.deepEqual([last.seconds, last.url], [60, TIMED_OUT_ON_LIST])
})

test('inside the NHS App it stays inside, without a second way to log out on a phone', async () => {
  const browser = (await portal.logIn(person)).set('User-Agent', 'nhsapp-ios/2.46.0')
  const { url } = await refreshOf(browser, LIST)
  assert.equal(url, `${STILL_THERE}?from=nhsApp&to=${encodeURIComponent(LIST)}`)
  const asked = await refreshOf(browser, url)
  assert.equal(asked.url, `/patient-portal/timed-out?from=nhsApp&to=${encodeURIComponent(LIST)}`)
  assert.doesNotMatch(asked.text, /href="\/patient-portal\/log-out"/)
  await send(browser, url, hiddenFields(asked.text)).expect(303).expect('location', LIST)
})
