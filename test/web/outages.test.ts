import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { ConnectionError, RequestError } from 'tedious'
import { openDatabase } from '../../src/database/database.ts'
import { whileHeld } from '../database/support.ts'
import { aboutToCancel, type LoggedInPatient, someoneLoggedIn } from '../features/appointments/support.ts'
import { auditedChanges } from '../support/audited.ts'
import { whenLocked } from '../support/database/sqlite-lock.ts'
import { aFile } from '../support/databases.ts'
import { type Fields, send } from '../support/form.ts'
import { heading, words } from '../support/page.ts'
import { aPortal, type TestPortal } from '../support/portal.ts'
import { stoppedStopwatch } from '../support/time/stopwatch.ts'
import { timeTaken } from '../support/time/time-taken.ts'
import { stoppedTimers } from '../support/time/timers.ts'
import { until } from '../support/time/until.ts'

/** When the database does not work, patients read that within a second, and nothing is changed. */

interface AboutToCancel {
  portal: TestPortal
  patient: LoggedInPatient
  path: string
  form: Fields
}

async function someoneAboutToCancel(t: TestContext, databaseUrl?: string): Promise<AboutToCancel> {
  const portal = await aPortal(databaseUrl ? { databaseUrl } : {})
  t.after(() => portal.close())
  const patient = await someoneLoggedIn(portal)
  return {
    portal,
    patient,
    path: `${patient.address}/cancel/confirm`,
    form: await aboutToCancel(patient),
  }
}

/** Milliseconds: twice what is promised. */
const SOON = 2000

async function isToldAtOnce({ portal, patient, path, form }: AboutToCancel): Promise<void> {
  const [took, page] = await timeTaken(() => send(patient.browser, path, form))
  assert.ok(took < SOON, `it took ${took} milliseconds`)
  assert.equal(page.status, 503, page.text)
  assert.equal(heading(page.text), 'The service is not available')
  assert.doesNotMatch(words(page.text), /SQLITE|sqlite|knex|Error:|\.ts\b|insert |select /)
  await portal.browser().get('/health/live').expect(200)
}

async function canCancelAfterAll({ portal, patient, path, form }: AboutToCancel): Promise<void> {
  assert.deepEqual(await auditedChanges(portal.database), [])
  await send(patient.browser, path, form).expect(303)
  assert.equal((await auditedChanges(portal.database)).length, 1)
}

test('the database is too busy: every connection is taken', async t => {
  const someone = await someoneAboutToCancel(t)
  await whileHeld(someone.portal.database, async () => {
    await isToldAtOnce(someone)
    await someone.portal.browser().get('/health/ready').expect(503)
  })
  await canCancelAfterAll(someone)
})

test('another process holds the file of SQLite', async t => {
  const databaseUrl = aFile(t)
  const someone = await someoneAboutToCancel(t, databaseUrl)
  const other = openDatabase(databaseUrl)
  t.after(() => other.destroy())
  const printed = t.mock.method(console, 'error', () => {})
  // The use of a session is written once a minute.
  someone.portal.clock.pass({ minutes: 1 })
  await whileHeld(other, async () => {
    await Promise.all([isToldAtOnce(someone), isToldAtOnce(someone), isToldAtOnce(someone)])
    // The audit entry of a page cannot be written either, so nothing is shown.
    await someone.patient.browser.get('/patient-portal/appointments').expect(503)
  })
  const { logged } = someone.portal
  await until('it is logged', () => logged.some(line => line.includes('saving the session failed')))
  assert.equal(printed.mock.callCount(), 0, 'errors are in the log, and nowhere else')
  await canCancelAfterAll(someone)
})

test('while a patient waits for another process to release the file of SQLite, everyone else is answered', async t => {
  const databaseUrl = aFile(t)
  const someone = await someoneAboutToCancel(t, databaseUrl)
  const other = openDatabase(databaseUrl)
  t.after(() => other.destroy())
  let waiting = true
  const held = await other.transaction()
  const stopwatch = stoppedStopwatch(t)
  // SQLite itself must not wait: it would stop the whole process.
  assert.deepEqual(await someone.portal.database.raw('pragma busy_timeout'), [{ timeout: 0 }])
  const timers = stoppedTimers(t)
  const locked = whenLocked()
  const refused = isToldAtOnce(someone).finally(() => {
    waiting = false
  })
  await locked
  for (let asked = 0; asked < 5; asked++) await someone.portal.browser().get('/health/live').expect(200)
  assert.equal(waiting, true)
  while (waiting) {
    stopwatch.pass(10)
    timers.pass(10)
    await nextTurn()
  }
  await refused
  timers.restore()
  await held.rollback()
  await canCancelAfterAll(someone)
})

test('another process holds the file of SQLite for a moment only, and the patient’s change is made', async t => {
  const databaseUrl = aFile(t)
  const { patient, path, form } = await someoneAboutToCancel(t, databaseUrl)
  const other = openDatabase(databaseUrl)
  t.after(() => other.destroy())
  const held = await other.transaction()
  stoppedStopwatch(t)
  const released = whenLocked().then(() => held.rollback())
  await send(patient.browser, path, form).expect(303)
  await released
})

test('the file of SQLite cannot grow: the disk is full', async t => {
  const someone = await someoneAboutToCancel(t, aFile(t))
  const { database } = someone.portal
  const [{ page_count: pages }] = await database.raw('pragma page_count')
  await database.raw(`pragma max_page_count = ${pages}`)
  const another = { payload_hash: '', outcome: ' '.repeat(300), accepted_at: '2026-06-15T09:00:00.000' }
  const fill = async () => {
    for (;;) await database('accepted_change').insert({ idempotency_key: randomUUID(), ...another })
  }
  await assert.rejects(fill, { code: 'SQLITE_FULL' })
  await isToldAtOnce(someone)
  await isToldAtOnce(someone)
  await database.raw('pragma max_page_count = 1000000')
  await canCancelAfterAll(someone)
})

test('the file of SQLite is read-only', async t => {
  const someone = await someoneAboutToCancel(t, aFile(t))
  const { database } = someone.portal
  await database.raw('pragma query_only = on')
  await isToldAtOnce(someone)
  await someone.patient.browser.get('/patient-portal/appointments').expect(503)
  await database.raw('pragma query_only = off')
  await canCancelAfterAll(someone)
})

const sqlServer = (number: number) => Object.assign(new RequestError('words', 'EREQUEST'), { number })

for (const [what, error] of Object.entries({
  'refuses log-ins as it fails over': new ConnectionError('Login failed.', 'ELOGIN'),
  'is not there': new ConnectionError('Failed to connect', 'ESOCKET'),
  'is read-only': sqlServer(3906),
  'has a full log': sqlServer(9002),
  'chose this one to end a deadlock, time and again': sqlServer(1205),
}))
  test(`SQL Server ${what}`, async t => {
    const someone = await someoneAboutToCancel(t)
    // A transaction has a client of its own, of the same class.
    const { prototype } = someone.portal.database.client.constructor
    t.mock.method(prototype, 'runAtOnce', () => undefined)
    const mock = t.mock.method(prototype, '_query', () => Promise.reject(error))
    await isToldAtOnce(someone)
    mock.mock.restore()
    await canCancelAfterAll(someone)
  })
