import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { loadConfig } from '../../src/config/config.ts'
import { whileHeld } from '../database/support.ts'
import { someone } from '../features/appointments/support.ts'
import { mockLooks, whileOverloaded } from '../support/overload.ts'
import { aPortal, type TestPortal } from '../support/portal.ts'
import { accessToken, ask, idToken } from './support.ts'

/** The answers to the aggregator when it calls too often, or the portal cannot answer: never an empty list. */

async function ourPortal(t: TestContext, changes: Parameters<typeof aPortal>[0] = {}) {
  const portal = await aPortal(changes)
  t.after(() => portal.close())
  return portal
}

async function tokens(portal: TestPortal, person: Parameters<typeof ask>[1]) {
  return { bearer: await accessToken(portal), idToken: await idToken(portal, person) }
}

function says(answer: Awaited<ReturnType<typeof ask>>, status: number, code: string) {
  assert.equal(answer.status, status, answer.text)
  assert.match(String(answer.headers['content-type']), /^application\/fhir\+json/)
  assert.equal(answer.body.resourceType, 'OperationOutcome')
  assert.equal(answer.body.issue[0].code, code)
  assert.ok(answer.headers['x-correlation-id'])
}

test('60 calls a second are answered, the 61st must wait, and the next second starts again', async t => {
  const portal = await ourPortal(t)
  const { person } = await someone(portal)
  const asking = await tokens(portal, person)
  for (let count = 0; count < 60; count++) assert.equal((await ask(portal, person, asking)).status, 200)
  const refused = await ask(portal, person, asking)
  says(refused, 429, 'exception')
  assert.equal(refused.body.issue[0].diagnostics, 'Too Many Requests')
  assert.equal(refused.headers['retry-after'], '1')
  // A call refused for another reason does not get a 429.
  says(await ask(portal, person, { ...asking, bearer: 'x' }), 401, 'forbidden')
  portal.clock.pass({ seconds: 1 })
  assert.equal((await ask(portal, person, asking)).status, 200)
})

test('the limit per second is a setting, and each client has its own count', async t => {
  const portal = await ourPortal(t, { aggregatorRequestsASecond: 2 })
  const { person } = await someone(portal)
  const asking = await tokens(portal, person)
  for (let count = 0; count < 2; count++) assert.equal((await ask(portal, person, asking)).status, 200)
  says(await ask(portal, person, asking), 429, 'exception')
  const another = await accessToken(portal, { client_id: 'aggregator-of-tests' })
  assert.equal((await ask(portal, person, { ...asking, bearer: another })).status, 200)
})

test('an answer that takes too long is a 504, by default after nine seconds', async t => {
  assert.equal(loadConfig({}).aggregatorTimeout, 9000)
  const portal = await ourPortal(t)
  const { person } = await someone(portal)
  const asking = await tokens(portal, person)
  const { promise: arrived, resolve: arrives } = Promise.withResolvers<void>()
  t.mock.method(portal.database.client, 'runAtOnce', () => undefined)
  const stuck = t.mock.method(portal.database.client, 'acquireConnection', () => {
    arrives()
    return new Promise(() => {})
  })
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const answer = ask(portal, person, asking)
  await arrived
  t.mock.timers.tick(9000)
  const late = await answer
  says(late, 504, 'exception')
  assert.equal(late.body.issue[0].diagnostics, 'Gateway Timeout')
  t.mock.timers.reset()
  stuck.mock.restore()
  const { body } = await ask(portal, person)
  assert.equal(body.total, 1)
})

test('a database that cannot be reached, or has no free connection, is a 503 that can be retried', async t => {
  const portal = await ourPortal(t)
  const { person } = await someone(portal)
  const gone = Object.assign(new Error('Failed to connect'), { code: 'ESOCKET' })
  t.mock.method(portal.database.client, 'runAtOnce', () => undefined)
  const lost = t.mock.method(portal.database.client, 'acquireConnection', () => Promise.reject(gone))
  const refused = await ask(portal, person)
  says(refused, 503, 'transient')
  assert.ok(Number(refused.headers['retry-after']) > 0)
  lost.mock.restore()
  await whileHeld(portal.database, async () => says(await ask(portal, person), 503, 'transient'))
  assert.equal((await ask(portal, person)).body.total, 1)
})

test('when the keys for tokens cannot be fetched, the answer does not say that a token is invalid', async t => {
  const portal = await ourPortal(t)
  const { person } = await someone(portal)
  portal.nhsLogin.misbehaviour = 'jwks-500'
  says(await ask(portal, person), 503, 'transient')
  portal.nhsLogin.misbehaviour = 'none'
  assert.equal((await ask(portal, person)).status, 200)
})

test('an overloaded portal asks the aggregator to retry later', async t => {
  mockLooks(t)
  const portal = await ourPortal(t)
  const { person } = await someone(portal)
  const asking = await tokens(portal, person)
  await whileOverloaded(t, async () => {
    for (let tries = 0; tries < 100; tries++) {
      const refused = await ask(portal, person, asking)
      if (refused.status === 200) continue
      says(refused, 503, 'transient')
      assert.ok(Number(refused.headers['retry-after']) > 0)
      return
    }
    assert.fail('it was never overloaded')
  })
})

test('without settings for the aggregator the API does not exist', async t => {
  const portal = await ourPortal(t, { aggregator: undefined })
  const { person } = await someone(portal)
  says(await ask(portal, person), 404, 'not-found')
})
