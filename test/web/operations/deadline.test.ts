import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { loadConfig } from '../../../src/config/config.ts'
import { SqliteClient } from '../../../src/database/sqlite-client.ts'
import {
  aboutToCancel,
  type LoggedInPatient,
  someone,
  someoneLoggedIn,
} from '../../features/appointments/support.ts'
import { ask } from '../../fhir/support.ts'
import { auditedAccesses, auditedChanges } from '../../support/audited.ts'
import { send } from '../../support/form.ts'
import { heading, words } from '../../support/page.ts'
import { aPortal, type TestPortal } from '../../support/portal.ts'
import { until } from '../../support/time/until.ts'

/** A database that is too slow: everyone is answered in ten seconds, and what was begun is complete or not made. */

const DEADLINE = 10_000

async function ourPortal(t: TestContext) {
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  const portal = await aPortal()
  t.after(() => {
    release()
    return portal.close()
  })
  return { portal, release, hold: (looksLike: RegExp) => hold(t, looksLike, released) }
}

/** Holds every statement that looks like this until it is released. Resolves when there is one. */
function hold(t: TestContext, looksLike: RegExp, released: Promise<void>): Promise<void> {
  const { promise: held, resolve: isHeld } = Promise.withResolvers<void>()
  const query = SqliteClient.prototype._query
  t.mock.method(SqliteClient.prototype, 'runAtOnce', () => undefined)
  t.mock.method(
    SqliteClient.prototype,
    '_query',
    async function (this: SqliteClient, connection: never, statement: { sql: string }) {
      if (looksLike.test(statement.sql)) {
        isHeld()
        await released
      }
      return query.call(this, connection, statement)
    },
  )
  return held
}

/** Sends this request, and lets ten seconds pass on the clock of the timers once the database is slow. */
async function answeredLate<Answer>(
  t: TestContext,
  held: Promise<void>,
  request: PromiseLike<Answer>,
): Promise<Answer> {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const answer = Promise.resolve(request)
  await held
  t.mock.timers.tick(DEADLINE)
  t.mock.timers.reset()
  return answer
}

/** Whatever was still on its way has ended when these later pages of the patient are answered. */
async function restEnds({ browser }: LoggedInPatient): Promise<void> {
  for (let count = 0; count < 3; count++) await browser.get('/patient-portal/appointments').expect(200)
}

const lines = (portal: TestPortal, text: string) => portal.logged.filter(line => line.includes(text))

test('a page that is not ready in time is a 503, and what it would have shown is dropped', async t => {
  assert.equal(loadConfig({}).requestTimeout, DEADLINE)
  const { portal, hold, release } = await ourPortal(t)
  const patient = await someoneLoggedIn(portal)
  const held = hold(/from `appointment`/)
  const page = await answeredLate(t, held, patient.browser.get('/patient-portal/appointments'))
  assert.equal(page.status, 503)
  assert.equal(heading(page.text), 'The service is not available')
  assert.ok(page.headers['retry-after'])
  release()
  await restEnds(patient)
  assert.equal(lines(portal, '"DeadlineExceeded"').length, 1)
  assert.deepEqual(lines(portal, 'ERR_HTTP_HEADERS_SENT'), [])
  const seen = await auditedAccesses(portal.database, patient.patientId)
  assert.equal(seen.length, 3, 'only the later pages were shown')
})

test('a page that is late does not wait for the store of sessions', { timeout: 60_000 }, async t => {
  const { portal, hold, release } = await ourPortal(t)
  const patient = await someoneLoggedIn(portal)
  const held = hold(/from `appointment`|^(update|insert into) `session`/)
  const page = await answeredLate(t, held, patient.browser.get('/patient-portal/appointments'))
  assert.equal(page.status, 503)
  release()
  await restEnds(patient)
})

test('a change whose transaction ends after the deadline is made once, and the patient sees it', async t => {
  const { portal, hold, release } = await ourPortal(t)
  const patient = await someoneLoggedIn(portal)
  const form = await aboutToCancel(patient)
  const path = `${patient.address}/cancel/confirm`
  const held = hold(/^COMMIT/)
  const page = await answeredLate(t, held, send(patient.browser, path, form))
  assert.equal(page.status, 503)
  assert.match(words(page.text), /check/i)
  release()
  await until('the change is made', async () => (await auditedChanges(portal.database)).length === 1)
  await restEnds(patient)
  const shown = await patient.browser.get(patient.address).expect(200)
  assert.match(words(shown.text), /cancelled/i)
  await send(patient.browser, path, form).expect(303)
  assert.equal((await auditedChanges(portal.database)).length, 1)
  assert.deepEqual(lines(portal, 'ERR_HTTP_HEADERS_SENT'), [])
})

for (const [what, statement] of Object.entries({
  'the count of requests': /rate_limit/,
  'the session': /from `session`/,
  'the check that the patient may use the portal': /from `patient`/,
}))
  test(`a change begins no more when the deadline passed at ${what}`, async t => {
    const { portal, hold, release } = await ourPortal(t)
    const patient = await someoneLoggedIn(portal)
    const form = await aboutToCancel(patient)
    const path = `${patient.address}/cancel/confirm`
    const held = hold(statement)
    const page = await answeredLate(t, held, send(patient.browser, path, form))
    assert.equal(page.status, 503)
    release()
    await restEnds(patient)
    assert.deepEqual(await auditedChanges(portal.database), [])
    await send(patient.browser, path, form).expect(303)
    assert.equal((await auditedChanges(portal.database)).length, 1)
  })

test('the aggregator is answered in its own format, and not twice', async t => {
  const { portal, hold, release } = await ourPortal(t)
  const { person } = await someone(portal)
  const held = hold(/rate_limit/)
  const answer = await answeredLate(t, held, ask(portal, person))
  assert.equal(answer.status, 503)
  assert.match(String(answer.headers['content-type']), /^application\/fhir\+json/)
  assert.equal(answer.body.issue[0].code, 'transient')
  release()
  assert.equal((await ask(portal, person)).body.total, 1)
  assert.equal(lines(portal, '"DeadlineExceeded"').length, 1)
})

test('what fails after the deadline is logged, and answers nothing', async t => {
  const { portal, hold, release } = await ourPortal(t)
  const patient = await someoneLoggedIn(portal)
  const held = hold(/from `appointment`/)
  const page = await answeredLate(t, held, patient.browser.get('/patient-portal/appointments'))
  assert.equal(page.status, 503)
  t.mock.method(portal.database.client, 'processResponse', () => {
    throw new RangeError('too late')
  })
  release()
  await until('it is logged', async () => lines(portal, 'request failed after its deadline').length === 1)
  assert.match(String(lines(portal, 'after its deadline')), /"RangeError"/)
})
