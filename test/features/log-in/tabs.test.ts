import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { formToken, send } from '../../support/form.ts'
import { heading, words } from '../../support/page.ts'
import { type Agent, aPortal, type TestPortal } from '../../support/portal.ts'
import { cookieOf, withCookie } from '../../support/session-cookie.ts'
import { type Patient, someone } from '../appointments/support.ts'
import { answerOf, goTo, openLink } from './support.ts'

/** Log-ins as people do them: in any number of tabs, in any order, by one person or two. */

let portal: TestPortal
let patient: Patient
let another: Patient
const LIST = '/patient-portal/appointments'

before(async () => {
  portal = await aPortal()
  patient = await someone(portal)
  another = await someone(portal)
  const named = { given_name: 'Maria', family_name: 'Okafor' }
  await portal.database('patient').where('id', another.patientId).update(named)
})
after(() => portal.close())
beforeEach(() => {
  portal.nhsLogin.person = patient.person
  portal.nhsLogin.misbehaviour = 'none'
})

/** Finishes a log-in at NHS login; returns where the tab ends. */
async function finish(browser: Agent, away: string): Promise<string> {
  return String((await browser.get(await answerOf(portal, away)).expect(303)).headers.location)
}

async function link(browser: Agent, address: string): Promise<string> {
  return String((await openLink(portal, browser, address)).headers.location)
}

test('two links of the NHS App opened together both reach their appointment, in either order', async () => {
  for (const order of [
    [0, 1],
    [1, 0],
  ]) {
    const browser = portal.browser()
    const addresses = [patient.address, LIST]
    const away = await Promise.all(addresses.map(address => link(browser, address)))
    for (const tab of order) assert.equal(await finish(browser, String(away[tab])), addresses[tab])
    for (const address of addresses) await browser.get(address).expect(200)
  }
})

test('two links finished at the same moment both reach their appointment', async () => {
  const browser = portal.browser()
  const away = [await link(browser, patient.address), await link(browser, LIST)]
  const ends = await Promise.all(away.map(each => finish(browser, each)))
  assert.deepEqual(ends, [patient.address, LIST])
  await browser.get(LIST).expect(200)
})

test('Continue in two tabs leads each to its own page, in either order', async () => {
  for (const order of [
    [0, 1],
    [1, 0],
  ]) {
    const browser = portal.browser()
    const addresses = [patient.address, `${LIST}?past=2`]
    const away: string[] = []
    for (const address of addresses) away.push(await goTo(browser, address))
    for (const tab of order) assert.equal(await finish(browser, String(away[tab])), addresses[tab])
  }
})

test('an old tab that is finished after a new one was started and finished still reaches its page', async () => {
  const browser = portal.browser()
  const old = await goTo(browser, patient.address)
  portal.clock.pass({ minutes: 20 })
  assert.equal(await finish(browser, await goTo(browser, LIST)), LIST)
  portal.clock.pass({ minutes: 20 })
  assert.equal(await finish(browser, old), patient.address)
  await browser.get(patient.address).expect(200)
})

test('a log-in left for over an hour offers to start again, and then reaches its page', async () => {
  const browser = portal.browser()
  const old = await goTo(browser, patient.address)
  portal.clock.pass({ minutes: 61 })
  const end = await finish(browser, old)
  assert.equal(end, `/patient-portal/log-in/problem/try-again?to=${encodeURIComponent(patient.address)}`)
  const { text } = await browser.get(end).expect(503)
  const again = `/patient-portal/log-in/start?tried=yes&amp;to=${encodeURIComponent(patient.address)}`
  assert.ok(text.includes(`href="${again}"`))
  assert.equal(await finish(browser, await goTo(browser, patient.address)), patient.address)
})

test('Back to NHS login and forward again after a log-in leads to the page of the tab', async () => {
  const browser = portal.browser()
  const away = await goTo(browser, patient.address)
  assert.equal(await finish(browser, away), patient.address)
  const cookie = cookieOf(browser)
  assert.equal(await finish(browser, away), patient.address)
  assert.equal(cookieOf(browser), cookie, 'the session goes on')
})

test('a callback that belongs to no log-in leads a patient who is logged in home, and changes nothing', async () => {
  const browser = await portal.logIn(patient.person)
  const pending = await link(browser, LIST)
  const foreign = await answerOf(portal, await goTo(portal.browser(), LIST))
  for (const callback of ['/patient-portal/log-in/callback?code=x&state=y', foreign])
    await browser.get(callback).expect(303).expect('location', '/patient-portal')
  await browser.get(LIST).expect(200)
  assert.equal(await finish(browser, pending), LIST)
})

test('a HEAD request, a frame or a script finishes nothing', async () => {
  const browser = portal.browser()
  const answer = await answerOf(portal, await goTo(browser, LIST))
  await browser.head(answer).expect(303)
  await browser.get(answer).set('Sec-Fetch-Mode', 'no-cors').expect(400)
  await browser.get(answer).set({ 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'iframe' }).expect(400)
  await browser.get(answer).expect(303).expect('location', LIST)
})

test('when NHS login refuses a second log-in, a patient who is logged in stays so', async () => {
  const browser = portal.browser()
  const [one, two] = [await goTo(browser, LIST), await goTo(browser, patient.address)]
  assert.equal(await finish(browser, one), LIST)
  portal.nhsLogin.misbehaviour = 'consent-not-given'
  const refused = await finish(browser, two)
  assert.match(refused, /^\/patient-portal\/log-in\/no-consent/)
  await browser.get(LIST).expect(200)
})

test('the same person who follows a second link keeps their forms, with a new session', async () => {
  const browser = await portal.logIn(patient.person)
  const form = await formToken(browser)
  const cookie = cookieOf(browser)
  assert.equal(await finish(browser, await link(browser, LIST)), LIST)
  await withCookie(portal, cookie).expect(303)
  const { text } = await send(browser, `${patient.address}/cancel`, form)
  assert.equal(heading(text), 'Why are you cancelling?', 'the form is read, and an answer is missing')
})

test('when another person logs in, the form of the first is refused and both pages say whose record is open', async () => {
  const browser = await portal.logIn(patient.person)
  const form = await formToken(browser)
  portal.nhsLogin.person = another.person
  assert.equal(await finish(browser, await link(browser, LIST)), LIST)
  assert.match(words((await browser.get(LIST).expect(200)).text), /Logged in as Maria Okafor/)
  const refused = await send(browser, `${patient.address}/cancel`, { ...form, reason: 'other' }).expect(403)
  assert.match(words(refused.text), /Nothing has changed. You are logged in as Maria Okafor/)
  const { text } = await browser.get('/patient-portal/timed-out').expect(200)
  assert.match(words(text), /You are still logged in.*You are logged in as Maria Okafor/)
})

test('every page of a patient says their name, also inside the NHS App and where anyone may read', async () => {
  const browser = await portal.logIn(another.person)
  for (const address of ['', '/appointments', '/help/contact', '/log-out', '/unknown']) {
    const { text } = await browser.get(`/patient-portal${address}`)
    assert.match(words(text), /Logged in as Maria Okafor/, address)
    assert.doesNotMatch(/<title>.*<\/title>/.exec(text)?.[0] ?? '', /Maria/)
  }
  const phone = await browser.get(LIST).set('User-Agent', 'nhsapp-ios/2.30.0')
  assert.match(words(phone.text), /Logged in as Maria Okafor/)
  assert.ok(!portal.logged.join().includes('Okafor'))
  assert.ok(!JSON.stringify(await portal.database('session').select()).includes('Okafor'))
})

test('a session of the release before, with log-ins and answers in it, still works', async () => {
  const browser = await portal.logIn(patient.person)
  const rows = await portal.database('session').whereNot('data', '').select()
  for (const { data, id_hash } of rows) {
    const older = {
      ...JSON.parse(data),
      pendingLogIns: [{ state: 's', nonce: 'n', codeVerifier: 'v', startedAt: 'now', returnTo: LIST }],
      returnTo: LIST,
      cancelling: { appointmentId: patient.id, reason: 'other' },
      rescheduling: { appointmentId: patient.id, day: '2026-07-01' },
    }
    await portal
      .database('session')
      .where({ id_hash })
      .update({ data: JSON.stringify(older) })
  }
  for (const address of [LIST, `${patient.address}/cancel`, `${patient.address}/reschedule/choose-day`])
    await browser.get(address).expect(200)
  await browser.get('/patient-portal/log-in/callback?code=x&state=s').expect(303)
  assert.equal(await finish(browser, await link(browser, LIST)), LIST)
})
