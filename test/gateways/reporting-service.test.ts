import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Misbehaviour } from '../../src/dev/simulator/wayfinder.ts'
import {
  ReportingService,
  type ReportingServiceSettings,
} from '../../src/gateways/reporting-service/reporting-service.ts'
import { clientKey } from '../support/nhs-login/hostile-id-token.ts'
import { TestClock } from '../support/portal.ts'
import { timeTaken } from '../support/time/time-taken.ts'
import { until } from '../support/time/until.ts'
import { startWayfinder } from '../support/wayfinder.ts'

/** The client with the simulated service, which enforces every published rule. */

const event = (id = randomUUID()) => ({
  EventCode: 'APPT-DNA',
  Timestamp: '2026-06-15T09:00:00.000Z',
  AppointmentId: id,
})

async function aService(t: TestContext, changes: Partial<ReportingServiceSettings> = {}) {
  const wayfinder = await startWayfinder(t)
  const clock = new TestClock()
  const service = new ReportingService({ ...wayfinder.reporting, clock, timeoutSeconds: 60, ...changes })
  return {
    ...wayfinder,
    clock,
    service,
    send: (...events: object[]) => service.send(events as never, randomUUID()),
  }
}

test('a batch is accepted, and sending it again makes no difference', async t => {
  const { simulated, send } = await aService(t)
  const batch = [event(), event()]
  for (const _ of [1, 2])
    assert.deepEqual(await send(...batch), { outcome: 'accepted', reason: 'status-200' })
  assert.deepEqual([...simulated.events.values()], batch)
  assert.equal(simulated.batches.length, 2)
})

test('a token is requested once, and again when it expires or is refused', async t => {
  const { simulated, send, clock } = await aService(t)
  await send(event())
  await send(event())
  assert.equal(simulated.platform.issuedCount, 1)
  clock.pass({ seconds: 599 - 31 })
  await send(event())
  assert.equal(simulated.platform.issuedCount, 1)
  clock.pass({ seconds: 2 })
  await send(event())
  assert.equal(simulated.platform.issuedCount, 2)
  simulated.platform.revokeTokens()
  assert.deepEqual(await send(event()), { outcome: 'retry', reason: 'status-401' })
  assert.equal((await send(event())).outcome, 'accepted')
  assert.equal(simulated.platform.issuedCount, 3)
})

test('the position of the invalid event is returned, and no other part of the answer', async t => {
  const { send } = await aService(t)
  const unknownField = { ...event(), Name: 'a name' }
  assert.deepEqual(await send(event(), event(), unknownField), {
    outcome: 'refused',
    reason: 'status-400',
    faulty: [2],
  })
})

const LATER: [string, Misbehaviour, object][] = [
  ['is unavailable', { status: 503 }, { reason: 'status-503' }],
  ['has failed', { status: 500 }, { reason: 'status-500' }],
  ['times out', { status: 504 }, { reason: 'status-504' }],
  ['gets too many requests', { status: 429, retryAfter: '7' }, { reason: 'status-429', retryAfter: 7000 }],
  [
    'asks for a pause of a day',
    { status: 429, retryAfter: '86400' },
    { reason: 'status-429', retryAfter: 3_600_000 },
  ],
  ['names no time', { status: 429, retryAfter: 'soon' }, { reason: 'status-429' }],
  ['redirects', { status: 302 }, { reason: 'status-302' }],
  ['answers with another success status', { status: 202 }, { reason: 'status-202' }],
  ['does not know the path', { status: 404 }, { reason: 'status-404' }],
  ['closes the connection', 'hangs-up', { reason: 'unreachable' }],
  ['answers with too much', { status: 200, body: 'x'.repeat(300_000) }, { reason: 'answer-too-long' }],
]

for (const [what, misbehaviour, expected] of LATER)
  test(`when the service ${what}, the batch must be sent later`, async t => {
    const { simulated, send } = await aService(t)
    simulated.misbehaves.reporting = misbehaviour
    assert.deepEqual(await send(event()), { outcome: 'retry', ...expected })
  })

for (const [body, faulty] of [
  [{ message: 'validation error for APPT event at index [1]: wrong' }, [1]],
  [{ message: 'validation error for APPT event at index 0' }, [0]],
  [{ message: 'at index [2]: there is none' }, []],
  [{ message: 'something' }, []],
  [{ message: 7 }, []],
  [null, []],
] as const)
  test(`a refusal that says ${JSON.stringify(body)} names ${faulty.length} of two events`, async t => {
    const { simulated, send } = await aService(t)
    for (const status of [400, 413]) {
      simulated.misbehaves.reporting = { status, body }
      assert.deepEqual(await send(event(), event()), {
        outcome: 'refused',
        reason: `status-${status}`,
        faulty,
      })
    }
  })

test('a request that times out is retried once, and not a third time', async t => {
  const { simulated, service } = await aService(t)
  assert.equal((await service.send([event()] as never, randomUUID())).outcome, 'accepted')
  simulated.misbehaves.reporting = 'silent'
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const sending = service.send([event()] as never, randomUUID())
  for (const requests of [2, 3]) {
    while (simulated.requestCounts.reporting < requests) await nextTurn()
    t.mock.timers.tick(60_000)
  }
  assert.deepEqual(await sending, { outcome: 'retry', reason: 'timed-out' })
  assert.equal(simulated.requestCounts.reporting, 3)
})

test('a request that is stopped is not retried', async t => {
  const { simulated, service } = await aService(t, { timeoutSeconds: 20 })
  simulated.misbehaves.reporting = 'silent'
  const stop = new AbortController()
  const sending = service.send([event()], randomUUID(), stop.signal)
  await until('it has arrived', async () => simulated.requestCounts.reporting === 1)
  stop.abort()
  assert.deepEqual(await sending, { outcome: 'retry', reason: 'stopped' })
  assert.equal(simulated.requestCounts.reporting, 1)
})

for (const misbehaviour of [{ status: 503 }, { status: 200, body: {} }, 'hangs-up', 'silent'] as const)
  test(`without a token (${JSON.stringify(misbehaviour)}) the batch must be sent later`, async t => {
    const { simulated, send } = await aService(t, misbehaviour === 'silent' ? { timeoutSeconds: 0.2 } : {})
    simulated.misbehaves.token = misbehaviour
    assert.deepEqual(await send(event()), { outcome: 'retry', reason: 'no-token' })
  })

test('a sender that is stopped does not wait for a token', async t => {
  const { simulated, service } = await aService(t, { timeoutSeconds: 20 })
  simulated.misbehaves.token = 'silent'
  const send = () => service.send([event()] as never, randomUUID(), AbortSignal.timeout(50))
  const [took, sent] = await timeTaken(send)
  assert.deepEqual(sent, { outcome: 'retry', reason: 'no-token' })
  assert.ok(took < 5000, `${took} ms`)
})

test('a wrong key, or a wrong key id, gets no token', async t => {
  for (const changes of [{ privateKey: otherKey }, { keyId: 'test-2' }, { apiKey: 'another' }]) {
    const { send } = await aService(t, changes)
    assert.deepEqual(await send(event()), { outcome: 'retry', reason: 'no-token' })
  }
})

test('a key that cannot sign is refused before anything is sent', async t => {
  await assert.rejects(aService(t, { privateKey: 'not a key' }))
})

const otherKey = clientKey.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
