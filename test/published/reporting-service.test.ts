import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { type TestContext, test } from 'node:test'
import { Ajv } from 'ajv'
import type { ReportedEvent } from '../../src/features/wayfinder/coded-event.ts'
import { toWayfinder } from '../../src/features/wayfinder/reporting-service-events.ts'
import { AccessTokens } from '../../src/gateways/reporting-service/access-tokens.ts'
import {
  ReportingService,
  type WayfinderEvent,
} from '../../src/gateways/reporting-service/reporting-service.ts'
import { TestClock } from '../support/portal.ts'
import { startWayfinder } from '../support/wayfinder.ts'
import { sample, skip } from './samples.ts'

interface Published {
  headers: { name: string; required: boolean }[]
  body: object
  schemas: Record<string, object>
  invalidMessage: string
}

const published = () => sample<Published>('reporting-2.6.2.json')

const ids = { appointmentId: randomUUID(), sessionId: randomUUID(), movedToId: randomUUID() }

function event(kind: string, details: Record<string, unknown> = {}): WayfinderEvent {
  const at = Temporal.Instant.from('2026-06-15T09:00:00.123Z')
  const { movedToId, ...of } = ids
  const reported: ReportedEvent = { kind, at, nhsNumber: '9990000018', trust: 'RFF', ...of, details }
  return (
    toWayfinder({ ...reported, details: { movedToId, ...details } }) ?? assert.fail(`${kind} is not sent`)
  )
}

const start = { startsAt: '2026-07-01T08:30:00Z', status: 'booked' }
const EVENTS = [
  event('log-in', { outcome: 'success', inNhsApp: true, device: 'a phone', trackingId: randomUUID() }),
  event('log-in', { outcome: 'details-differ', inNhsApp: false, device: '' }),
  event('appointment', { ...start, encounterClass: 'outpatient' }),
  event('appointment', { ...start, encounterClass: 'inpatient' }),
  event('appointment-viewed', { encounterClass: 'outpatient', trackingId: randomUUID() }),
  event('appointment-viewed', { encounterClass: 'daycase' }),
  event('cancellation-requested'),
  event('reschedule-requested'),
  event('appointment-cancelled', { by: 'hospital' }),
  event('appointment-moved', { by: 'patient' }),
  event('appointment-missed'),
  ...['referral', 'scheduling', 'outcome', 'update'].map(letterKind =>
    event('letter', { letterId: randomUUID(), letterKind, datedOn: '2026-06-30', receipt: 'Read' }),
  ),
  event('letter-viewed', { letterId: randomUUID(), trackingId: randomUUID() }),
  event('letter-opened', { letterId: randomUUID() }),
  event('questionnaire', {
    questionnaireId: randomUUID(),
    type: 'Pre-appointment questionnaire',
    availableFrom: '2026-06-15T08:30:00Z',
    status: 'requested',
  }),
  ...['viewed', 'started', 'completed', 'revoked'].map(what =>
    event(`questionnaire-${what}`, { questionnaireId: randomUUID() }),
  ),
]

function compile({ body, schemas }: Published) {
  const formats = {
    uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  }
  return new Ajv({ strict: false, logger: false, formats }).compile({ ...body, components: { schemas } })
}

test('every event that is sent is valid by the published schema', { skip }, () => {
  const validate = compile(published())
  for (const each of EVENTS)
    assert.ok(validate([each]), `${each.EventCode}: ${JSON.stringify(validate.errors)}`)
  assert.equal(validate([{ ...EVENTS[0], Name: 'a name' }]), false, 'the schema refuses unknown fields')
})

/** The simulated platform gives out tokens, and a service answers everything in the same way. */
async function answering(t: TestContext, status: number, body: unknown) {
  const received: IncomingHttpHeaders[] = []
  const server = createServer(async (request, response) => {
    await json(request)
    received.push(request.headers)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }).listen(0, 'localhost')
  t.after(() => server.close())
  await once(server, 'listening')
  const { reporting } = await startWayfinder(t)
  const url = `http://localhost:${(server.address() as AddressInfo).port}`
  return { received, service: new ReportingService({ ...reporting, url, clock: new TestClock() }) }
}

test('the gateway sends the published headers, and reads the published error', { skip }, async t => {
  const { headers, invalidMessage } = published()
  const message = invalidMessage
    .replace('{event-name}', 'APPT')
    .replace('{index}', '2')
    .replace('{validation-error}', 'ODSCode is too long')
  const { received, service } = await answering(t, 400, { message })
  const result = await service.send(EVENTS, randomUUID())
  assert.deepEqual(result, { outcome: 'refused', reason: 'status-400', faulty: [2] })
  for (const { name } of headers.filter(({ required }) => required))
    assert.ok(received[0]?.[name.toLowerCase()], name)
})

test('the simulator accepts what the schema accepts, and refuses an event as published', {
  skip,
}, async t => {
  const { invalidMessage } = published()
  const { reporting } = await startWayfinder(t)
  const service = new ReportingService({ ...reporting, clock: new TestClock() })
  assert.equal((await service.send(EVENTS, randomUUID())).outcome, 'accepted')
  const token = await new AccessTokens({ ...reporting, clock: new TestClock(), timeoutSeconds: 5 }).get()
  const [first = {}, second = {}] = EVENTS
  const response = await fetch(`${reporting.url}/`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${token}`,
      'X-Correlation-ID': randomUUID(),
      'client-id': reporting.clientId,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify([first, { ...second, Name: 'a name' }]),
  })
  assert.equal(response.status, 400)
  const expected = invalidMessage
    .replace('{event-name}', 'SESSION')
    .replace('{index}', '1')
    .split('{validation-error}')[0]
  const { message } = (await response.json()) as { message: string }
  assert.ok(message.startsWith(expected ?? '?'), message)
})
