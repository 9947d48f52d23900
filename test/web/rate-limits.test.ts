import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Response } from 'supertest'
import { createRateLimiters, MAX_PER_MINUTE } from '../../src/runtime/rate-limiters.ts'
import { aDatabase } from '../database/support.ts'
import { everything, someoneLoggedIn } from '../features/appointments/support.ts'
import { openLink, pressContinue } from '../features/log-in/support.ts'
import { withoutTable } from '../support/database/faulty-tables.ts'
import { answer, send } from '../support/form.ts'
import { heading, hiddenFields, words } from '../support/page.ts'
import { aPortal, TestClock, type TestPortal } from '../support/portal.ts'

const HERE = '198.51.100.1'
const ELSEWHERE = '198.51.100.2'
const HELP = '/patient-portal/help/contact'

async function ourPortal(t: TestContext) {
  const portal = await aPortal()
  t.after(() => portal.close())
  return portal
}

/** As if all but so many of the minute's requests had been made by everybody who has made any. */
async function leave(portal: TestPortal, left: number, name: keyof typeof MAX_PER_MINUTE) {
  const points = MAX_PER_MINUTE[name] - left
  const raised = await portal
    .database('rate_limit')
    .whereLike('limit_key', `limit:${name}:%`)
    .update({ points })
  assert.ok(raised > 0)
}

/** Asks until it must wait; pages are counted together with what other copies saw after a hundredth of the limit. */
async function inTheEndIsAskedToWait(ask: () => Promise<Response>, name: 'address' | 'patient') {
  for (let asked = 0; asked < MAX_PER_MINUTE[name] / 100; asked++) {
    const page = await ask()
    if (page.status === 429) return isAskedToWait(page)
  }
  isAskedToWait(await ask())
}

function isAskedToWait(page: Response) {
  assert.equal(page.status, 429)
  const seconds = Number(page.headers['retry-after'])
  assert.ok(seconds > 0 && seconds <= 60, `Retry-After: ${seconds}`)
  assert.equal(heading(page.text), 'Wait a minute and try again')
  assert.match(
    words(page.text),
    /(Nothing has changed.*try again|go to your appointments).*If you cannot wait, contact your hospital/,
  )
  assert.equal(page.headers['cache-control'], 'no-cache, no-store, max-age=0')
}

for (const name of Object.keys(MAX_PER_MINUTE) as (keyof typeof MAX_PER_MINUTE)[])
  test(`${MAX_PER_MINUTE[name]} a minute are let through for ${name}, and no more`, async t => {
    const limiter = createRateLimiters(undefined, await aDatabase(t), new TestClock(), 60)[name]
    await limiter.consume('one', MAX_PER_MINUTE[name])
    await assert.rejects(limiter.consume('one'), { remainingPoints: 0 })
    await limiter.consume('another')
  })

test('a script that sends form after form as one patient has to wait; nothing is lost and no other patient waits', async t => {
  const portal = await ourPortal(t)
  const patient = await someoneLoggedIn(portal)
  const other = await someoneLoggedIn(portal)
  const address = `${patient.address}/cancel`
  const fields = { ...hiddenFields((await patient.browser.get(address)).text), reason: 'other' }
  for (let sent = 0; sent < MAX_PER_MINUTE.change; sent++)
    assert.equal((await send(patient.browser, address, fields)).status, 303)
  const before = await everything(portal.database)
  isAskedToWait(await send(patient.browser, `${address}/confirm`, fields))
  isAskedToWait(await send(await portal.logIn(patient.person), address, fields))
  assert.equal(await everything(portal.database), before)
  await patient.browser.get(`${address}/confirm`).expect(200)
  assert.equal((await answer(other.browser, `${other.address}/cancel`, { reason: 'other' })).status, 303)

  portal.clock.pass({ seconds: 61 })
  assert.equal((await answer(patient.browser, `${address}/confirm`)).status, 303)
})

test('a script that reads page after page as one patient has to wait, and can log out', async t => {
  const portal = await ourPortal(t)
  const patient = await someoneLoggedIn(portal)
  await patient.browser.get(patient.address).expect(200)
  await leave(portal, 1, 'patient')
  await inTheEndIsAskedToWait(async () => patient.browser.get(patient.address), 'patient')
  const other = await someoneLoggedIn(portal)
  await other.browser.get(other.address).expect(200)
  assert.equal(
    (await answer(patient.browser, '/patient-portal/log-out')).headers.location,
    '/patient-portal/logged-out',
  )
})

test('one address that asks for too much has to wait, also with forged headers; another does not', async t => {
  const portal = await ourPortal(t)
  await portal.browser(HERE).get(HELP).expect(200)
  await leave(portal, 1, 'address')
  const page = portal.browser(HERE)
  await inTheEndIsAskedToWait(async () => page.get(HELP), 'address')
  isAskedToWait(await page.get('/patient-portal/unknown'))
  isAskedToWait(await page.get('/no-such-page'))
  const inApp = await portal.browser(HERE).get(HELP).set('User-Agent', 'nhsapp-ios/2.46.0')
  isAskedToWait(inApp)
  assert.doesNotMatch(inApp.text, /<(header|footer)\b/)
  for (const claimed of ['203.0.113.9', '127.0.0.1', 'unknown', '203.0.113.9, 10.0.0.1'])
    isAskedToWait(await portal.browser(`${claimed}, ${HERE}`).get(HELP))
  await portal.browser(ELSEWHERE).get(HELP).expect(200)
  for (const path of ['/health/live', '/health/ready']) await page.get(path).expect(200)
  const [, file = ''] =
    /href="(\/assets\/[^"]+)"/.exec((await portal.browser(ELSEWHERE).get(HELP)).text) ?? []
  await page.get(file).expect(200)
})

test('a visitor of a portal with nothing in front cannot choose an address', async t => {
  const portal = await aPortal({ trustProxy: 0 })
  t.after(() => portal.close())
  await portal.browser('203.0.113.1').get(HELP).expect(200)
  await leave(portal, 0, 'address')
  await inTheEndIsAskedToWait(async () => portal.browser('203.0.113.2').get(HELP), 'address')
})

test('all addresses of one household on IPv6 are counted together', async t => {
  const portal = await ourPortal(t)
  await portal.browser('2001:db8:1:2300::1').get(HELP).expect(200)
  await leave(portal, 0, 'address')
  await inTheEndIsAskedToWait(async () => portal.browser('2001:db8:1:23aa:1:2:3:4').get(HELP), 'address')
  await portal.browser('2001:db8:1:2400::1').get(HELP).expect(200)
})

test('log-ins from one address are few, begun, finished or by a link; who is logged in goes on', async t => {
  const portal = await ourPortal(t)
  const patient = await someoneLoggedIn(portal)
  await pressContinue(portal.browser(HERE))
  await leave(portal, 1, 'logIn')
  const browser = portal.browser(HERE)
  const begun = await pressContinue(browser)
  isAskedToWait(await browser.get('/patient-portal/log-in/start'))
  const state = new URL(begun).searchParams.get('state')
  isAskedToWait(await browser.get(`/patient-portal/log-in/callback?code=x&state=${state}`))
  isAskedToWait(await openLink(portal, browser, patient.address))
  await pressContinue(portal.browser(ELSEWHERE))
  await patient.browser.get(patient.address).expect(200)
})

test('a page of another site cannot use up the log-ins of an address', async t => {
  const portal = await ourPortal(t)
  await pressContinue(portal.browser(HERE))
  await leave(portal, 0, 'logIn')
  const unbegun = await portal.browser(HERE).get('/patient-portal/log-in/callback?code=x&state=y').expect(303)
  assert.match(String(unbegun.headers.location), /\/log-in\/problem\//, 'an answer to nothing is not counted')
  const link = '/patient-portal?assertedLoginIdentity=x'
  await portal.browser(HERE).get(link).set('Sec-Fetch-Mode', 'no-cors').expect(400)
  isAskedToWait(await portal.browser(HERE).get(link).set('Sec-Fetch-Mode', 'navigate'))
})

test('the counters hold no address and no patient', async t => {
  const portal = await ourPortal(t)
  const { address, browser, patientId } = await someoneLoggedIn(portal)
  await browser.get(address).expect(200)
  await portal.browser(HERE).get(HELP).expect(200)
  const keys: string[] = await portal.database('rate_limit').pluck('limit_key')
  assert.ok(keys.length >= 3)
  for (const key of keys) {
    assert.match(key, /^limit:\w+:[0-9a-f]{64}$/)
    for (const secret of [patientId, HERE, '127.0.0.1']) assert.ok(!key.includes(secret))
  }
})

test('when counting takes too long, no page waits for it', async t => {
  const portal = await ourPortal(t)
  await portal.browser().get(HELP).expect(200)
  // The database never gives a connection, so that only the limit on counting can end the wait.
  t.mock.method(portal.database.client, 'runAtOnce', () => undefined)
  const stuck = t.mock.method(portal.database.client, 'acquireConnection', () => new Promise(() => {}))
  // The first pages are counted in memory only.
  while (stuck.mock.callCount() === 0) await portal.browser().get(HELP).expect(200)
})

test('when nothing can be counted patients still read and change, and no one can log in', async t => {
  const portal = await ourPortal(t)
  const { address, browser } = await someoneLoggedIn(portal)
  await withoutTable(portal.database, 'rate_limit', async () => {
    await portal.browser().get(HELP).expect(200)
    await browser.get(address).expect(200)
    assert.equal((await answer(browser, `${address}/cancel`, { reason: 'other' })).status, 303)
    const newcomer = portal.browser()
    await newcomer.get('/patient-portal/log-in').expect(200)
    const closed = await newcomer.get('/patient-portal/log-in/start')
    assert.equal(closed.status, 503)
    assert.equal(heading(closed.text), 'The service is not available')
  })
})
