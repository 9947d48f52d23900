import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { isSqlServer } from '../../src/database/database.ts'
import { someoneLoggedIn } from '../features/appointments/support.ts'
import { answerOf, pressContinue } from '../features/log-in/support.ts'
import { withoutTable } from '../support/database/faulty-tables.ts'
import { heading, words } from '../support/page.ts'
import { aPortal } from '../support/portal.ts'

const PROBLEM = 'There is a problem with this service'

async function ourPortal(t: TestContext, changes: Parameters<typeof aPortal>[0] = {}) {
  const portal = await aPortal(changes)
  t.after(() => portal.close())
  return portal
}

/** Words of ours and of the libraries that must not be shown. */
const INTERNAL =
  /SQLITE|sqlite|no such table|Invalid object|knex|Error:|node_modules|\.ts\b|select |insert |undefined|\[object/

test('an unknown address has the page that says so, for every visitor and method', async t => {
  const portal = await ourPortal(t)
  const { browser, address } = await someoneLoggedIn(portal)
  for (const who of [browser, portal.browser()])
    for (const path of [
      '/unknown',
      '/patient-portal/unknown',
      '/patient-portal/Help/contactus',
      '/patient-portal/appointment',
      '/patient-portal/%ZZ',
      '/%c0%ae%c0%ae/etc/passwd',
      `/patient-portal/${'a'.repeat(12_000)}`,
      '/patient-portal/log-in/../../unknown',
      '/.git/config',
      '/.env',
    ]) {
      const page = await who.get(path)
      assert.equal(page.status, 404, path)
      assert.equal(heading(page.text), 'Page not found')
      assert.doesNotMatch(words(page.text), INTERNAL)
    }
  const upper = address.replace(/[0-9a-f-]{36}$/, id => id.toUpperCase())
  await browser.get(upper).expect(303).expect('location', address)
})

test('an address of 100 KB is refused by the server itself, which goes on', async t => {
  const portal = await ourPortal(t)
  await portal
    .browser()
    .get(`/patient-portal/${'a'.repeat(100_000)}`)
    .then(
      ({ status }) => assert.equal(status, 431),
      error => assert.match(String(error.code), /ECONNRESET|EPIPE/),
    )
  await portal.browser().get('/health/ready').expect(200)
})

test('when something breaks the patient reads what to do and a code to quote, and we read where', async t => {
  const portal = await ourPortal(t)
  const { address, browser, person } = await someoneLoggedIn(portal)
  portal.logged.length = 0
  const page = await withoutTable(portal.database, 'clinic', async () => browser.get(address).expect(500))
  assert.equal(heading(page.text), PROBLEM)
  const text = words(page.text)
  assert.doesNotMatch(text, INTERNAL)
  const error = portal.logged.map(line => JSON.parse(line)).find(({ level }) => level >= 50)
  assert.ok(text.includes(error.reference), 'the code on the page is the one in the log')
  assert.equal(error.error.code, isSqlServer(portal.database) ? 'EREQUEST' : 'SQLITE_ERROR')
  assert.ok(error.error.frames.length > 0)
  const lines = portal.logged.join('')
  const id = address.split('/').at(-1) ?? ''
  for (const secret of [
    person.nhsNumber,
    person.birthDate,
    'Testcase',
    id,
    'no such table',
    'Invalid object',
    'select',
  ])
    assert.ok(!lines.includes(secret), secret)
})

test('when even the page about it cannot be made, the patient still reads a sentence', async t => {
  const portal = await ourPortal(t)
  const { browser } = await someoneLoggedIn(portal)
  const page = await withoutTable(portal.database, 'session', async () =>
    browser.get('/patient-portal/appointments'),
  )
  assert.ok(page.status >= 500)
  assert.match(words(page.text), /Sorry/)
  assert.doesNotMatch(page.text, INTERNAL)
})

test('someone who breaks a log-in half way is not logged in', async t => {
  const portal = await ourPortal(t)
  const browser = portal.browser()
  const answer = await answerOf(portal, await pressContinue(browser))
  const broken = await withoutTable(portal.database, 'used_once', async () => browser.get(answer).expect(500))
  assert.equal(heading(broken.text), PROBLEM)
  await browser.get('/patient-portal').expect(303)
})

test('when the database is gone, pages say so and the portal lives on', async t => {
  const portal = await ourPortal(t)
  const { browser } = await someoneLoggedIn(portal)
  await portal.database.destroy()
  const page = await browser.get('/patient-portal/appointments')
  assert.ok(page.status === 503 || page.status === 500, String(page.status))
  assert.doesNotMatch(words(page.text), INTERNAL)
  await portal.browser().get('/health/ready').expect(503)
  await portal.browser().get('/health/live').expect(200)
})
