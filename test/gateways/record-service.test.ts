import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Misbehaviour } from '../../src/dev/simulator/wayfinder.ts'
import {
  RecordService,
  type RecordServiceSettings,
} from '../../src/gateways/record-service/record-service.ts'
import { testPerson } from '../support/builders.ts'
import { startWayfinder } from '../support/wayfinder.ts'

/** The client with the simulated service, which enforces every published rule. */

const numbers = (count: number) =>
  Array.from({ length: count }, (_, index) => testPerson(index + 1).nhsNumber)

async function aService(t: TestContext, changes: Partial<RecordServiceSettings> = {}) {
  const { simulated, records } = await startWayfinder(t)
  return { simulated, service: new RecordService({ ...records, timeoutSeconds: 60, ...changes }) }
}

test('patients can be registered once or repeatedly', async t => {
  const { simulated, service } = await aService(t)
  for (const _ of [1, 2]) assert.equal((await service.register(numbers(200))).outcome, 'accepted')
  assert.equal(simulated.records.size, 200)
})

test('wrong NHS numbers are returned by their position', async t => {
  const { simulated, service } = await aService(t)
  const [one = '', two = ''] = numbers(2)
  assert.deepEqual(await service.register([one, '0000000000', two, '']), {
    outcome: 'refused',
    reason: 'status-400',
    faulty: [1, 3],
  })
  assert.equal(simulated.records.size, 0)
})

for (const [what, changes, count] of [
  ['too many', {}, 201],
  ['none', {}, 0],
  ['the client id of another kind', { clientId: 'client-for-documents' }, 1],
] as const)
  test(`${what}: the batch is refused, and no patient is named`, async t => {
    const { service } = await aService(t, changes)
    assert.deepEqual(await service.register(numbers(count)), {
      outcome: 'refused',
      reason: 'status-400',
      faulty: [],
    })
  })

test('with a wrong key the batch must be sent later', async t => {
  const { service } = await aService(t, { key: 'another' })
  assert.deepEqual(await service.register(numbers(1)), { outcome: 'retry', reason: 'status-401' })
})

const LATER: [Misbehaviour, object][] = [
  [{ status: 503 }, { reason: 'status-503' }],
  [{ status: 504 }, { reason: 'status-504' }],
  [
    { status: 429, retryAfter: '3' },
    { reason: 'status-429', retryAfter: 3000 },
  ],
  [{ status: 301 }, { reason: 'status-301' }],
  ['hangs-up', { reason: 'unreachable' }],
  ['answer-lost', { reason: 'unreachable' }],
  ['silent', { reason: 'timed-out' }],
]

for (const [misbehaviour, expected] of LATER)
  test(`when it answers with ${JSON.stringify(misbehaviour)} the batch must be sent later`, async t => {
    const { simulated, service } = await aService(t, misbehaviour === 'silent' ? { timeoutSeconds: 0.2 } : {})
    simulated.misbehaves.records = misbehaviour
    assert.deepEqual(await service.register(numbers(1)), { outcome: 'retry', ...expected })
  })

for (const [data, faulty] of [
  ['"nhsNumbers[0]" is wrong. "nhsNumbers[0]" is wrong. "nhsNumbers[1]" is wrong', [0, 1]],
  ['"nhsNumbers[1]" with value "9990000018" fails. "nhsNumbers[2]" fails', [1]],
  ['"nhsNumbers[-1]" and "nhsNumbers[0.5]" and "nhsNumbers[99999999999]" and "nhsNumbers[]"', []],
  ['"nhsNumbers" must contain less than or equal to 5000 items', []],
  ['clientId mismatch', []],
  [[0, 1], []],
  [undefined, []],
] as const)
  test(`of ${JSON.stringify(data)} only entries of the batch are used`, async t => {
    const { simulated, service } = await aService(t)
    simulated.misbehaves.records = { status: 400, body: { code: 'error.bad-request', data } }
    assert.deepEqual(await service.register(numbers(2)), { outcome: 'refused', reason: 'status-400', faulty })
  })
