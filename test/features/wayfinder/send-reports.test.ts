import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { addReportingEvent, reportingState } from '../../../src/features/wayfinder/reporting-event-store.ts'
import { sendReports } from '../../../src/features/wayfinder/send-reports.ts'
import { ReportingService } from '../../../src/gateways/reporting-service/reporting-service.ts'
import { aPatient, testPerson } from '../../support/builders.ts'
import { aDatabase, onEachDatabase } from '../../support/databases.ts'
import { aWorker, rounds } from '../../support/rounds.ts'
import { startWayfinder } from '../../support/wayfinder.ts'

/** Waiting events, and the simulated service with its rules. */
async function waiting(t: TestContext, events: number, changes: { appointmentId?: string } = {}) {
  const database = await aDatabase(t)
  const worker = aWorker(database)
  const { simulated, reporting } = await startWayfinder(t)
  const person = testPerson(1)
  const patientId = await aPatient(database, person)
  const keep = (appointmentId = changes.appointmentId ?? randomUUID()) =>
    addReportingEvent(database, {
      kind: 'appointment-missed',
      at: worker.clock.now(),
      patientId,
      appointmentId,
    })
  for (let kept = 0; kept < events; kept++) await keep()
  const service = new ReportingService({ ...reporting, clock: worker.clock, timeoutSeconds: 60 })
  const states = async () => {
    const found: Record<string, number> = {}
    for (const state of await database('reporting_event').pluck('state'))
      found[state] = (found[state] ?? 0) + 1
    return found
  }
  return { ...worker, simulated, keep, states, patientId, person, round: sendReports(worker, service) }
}

onEachDatabase('events are sent in one batch and in the order they were saved', async t => {
  const { database, simulated, states, round } = await waiting(t, 30)
  assert.equal(await rounds(round), 'done')
  const ids = await database('reporting_event').orderBy('id').pluck('appointment_id')
  assert.deepEqual(
    [...simulated.events.values()].map(each => 'AppointmentId' in each && each.AppointmentId),
    ids,
  )
  assert.deepEqual(
    simulated.batches.map(({ events }) => events),
    [30],
  )
  assert.deepEqual(await states(), { sent: 30 })
})

/** The service refuses ids longer than 100 characters. */
const TOO_LONG = 'x'.repeat(100)
const makeInvalid = async (database: Awaited<ReturnType<typeof aDatabase>>, place: number) => {
  const ids: number[] = await database('reporting_event').orderBy('id').pluck('id')
  await database('reporting_event')
    .where('id', ids[place])
    .update({ kind: 'appointment-moved', details: JSON.stringify({ movedToId: `${TOO_LONG}${place}` }) })
}

for (const named of [true, false])
  test(`an invalid event, ${named ? 'named' : 'not named'}, is marked as refused and not sent again, and the others arrive`, async t => {
    const { database, simulated, states, round, logged } = await waiting(t, 20)
    await makeInvalid(database, 3)
    await makeInvalid(database, 17)
    if (!named) simulated.namesFaults = false
    assert.equal(await rounds(round, 10), 'done')
    assert.deepEqual(await states(), { sent: 18, refused: 2 })
    assert.equal(simulated.events.size, 18)
    assert.ok(simulated.batches.length <= (named ? 3 : 24), `${simulated.batches.length} batches`)
    const before = simulated.requestCounts.reporting
    assert.equal(await rounds(round), 'done')
    assert.equal(simulated.requestCounts.reporting, before)
    assert.equal(logged.filter(line => line.includes('report refused and set aside')).length, 2)
  })

test('an unreadable event is marked as refused, and the events after it arrive', async t => {
  const { database, clock, patientId, states, keep, round, logged } = await waiting(t, 0)
  // An event without the appointment's time, which the portal never writes.
  await addReportingEvent(database, {
    kind: 'appointment',
    at: clock.now(),
    patientId,
    appointmentId: 'a',
    trust: 'ZZ1',
  })
  await keep()
  await rounds(round)
  assert.deepEqual(await states(), { refused: 1, sent: 1 })
  assert.equal(logged.filter(line => line.includes('report unreadable and set aside')).length, 1)
})

test('the NHS number of a person without a record is deleted once the event is sent or refused', async t => {
  const { database, clock, states, round } = await waiting(t, 0)
  const stranger = { nhsNumber: '9990000018', sessionId: randomUUID() }
  await addReportingEvent(database, {
    ...stranger,
    kind: 'log-in',
    at: clock.now(),
    details: { device: 'x'.repeat(600) },
  })
  await addReportingEvent(database, { ...stranger, kind: 'log-in', at: clock.now() })
  await rounds(round, 2)
  assert.deepEqual(await states(), { refused: 1, sent: 1 })
  assert.deepEqual(await database('reporting_event').pluck('nhs_number'), [null, null])
})

test('a refused batch is never sent again unchanged', async t => {
  const { database, simulated, round } = await waiting(t, 16)
  simulated.namesFaults = false
  for (const place of [0, 5, 15]) await makeInvalid(database, place)
  await rounds(round, 10)
  const refused = simulated.refused.map(body => JSON.stringify(body))
  assert.equal(new Set(refused).size, refused.length)
})

test('while the service is down for hours all events are kept, and then arrive in order', async t => {
  const { simulated, states, keep, round, database, clock } = await waiting(t, 5)
  simulated.misbehaves.reporting = { status: 503 }
  for (let hour = 0; hour < 6; hour++) {
    assert.deepEqual(await rounds(round), { failed: 'status-503', retryAfter: undefined })
    clock.pass({ hours: 1 })
    await keep()
  }
  assert.deepEqual(await states(), { waiting: 11 })
  simulated.misbehaves = {}
  assert.equal(await rounds(round), 'done')
  const ids = await database('reporting_event').orderBy('id').pluck('appointment_id')
  assert.deepEqual(
    [...simulated.events.values()].map(each => Object(each).AppointmentId),
    ids,
  )
})

test('events whose answer was lost are sent again and counted once', async t => {
  const { simulated, states, round } = await waiting(t, 5)
  simulated.misbehaves.reporting = 'answer-lost'
  assert.deepEqual(await rounds(round), { failed: 'unreachable', retryAfter: undefined })
  assert.deepEqual([simulated.events.size, await states()], [5, { waiting: 5 }])
  simulated.misbehaves = {}
  assert.equal(await rounds(round), 'done')
  assert.deepEqual([simulated.events.size, await states()], [5, { sent: 5 }])
})

test('an expired token costs one round, and no event is lost', async t => {
  const { simulated, keep, round, states } = await waiting(t, 1)
  await rounds(round)
  simulated.platform.revokeTokens()
  await keep()
  assert.deepEqual(await rounds(round), { failed: 'status-401', retryAfter: undefined })
  assert.equal(await rounds(round), 'done')
  assert.deepEqual(await states(), { sent: 2 })
})

test('the NHS number of a person without a record is sent and then deleted', async t => {
  const { database, simulated, round, clock } = await waiting(t, 0)
  const details = { outcome: 'no-record', inNhsApp: false }
  await addReportingEvent(database, {
    kind: 'log-in',
    at: clock.now(),
    nhsNumber: '9990000204',
    sessionId: 's',
    details,
  })
  await rounds(round)
  assert.equal(Object([...simulated.events.values()][0]).NHSNumber, '9990000204')
  assert.deepEqual(await database('reporting_event').pluck('nhs_number'), [null])
})

test('a patient whose record has become sensitive is no longer reported', async t => {
  const { database, simulated, states, patientId, round } = await waiting(t, 3)
  await database('patient').where('id', patientId).update({ sensitive: true })
  assert.equal(await rounds(round), 'done')
  assert.deepEqual([simulated.requestCounts.reporting, await states()], [0, { 'not-for-wayfinder': 3 }])
})

test('no patient data is logged for any answer of the service', async t => {
  const { simulated, logged, round, person, database } = await waiting(t, 3)
  await makeInvalid(database, 1)
  simulated.misbehaves.reporting = { status: 500, body: { message: `no ${person.nhsNumber}` } }
  await rounds(round)
  simulated.misbehaves = {}
  await rounds(round, 5)
  assert.ok(logged.length >= 4)
  for (const line of logged) assert.ok(!line.includes(person.nhsNumber) && !line.includes('xxx'), line)
})

onEachDatabase('the age of the oldest waiting event is known, and sent events do not count', async t => {
  const { database, clock, keep, round } = await waiting(t, 1)
  const later = clock.now().add({ minutes: 5 })
  assert.deepEqual(await reportingState(database, later), { waiting: 1, oldestSeconds: 300, refused: 0 })
  await rounds(round)
  assert.deepEqual(await reportingState(database, later), { waiting: 0, oldestSeconds: 0, refused: 0 })
  await keep()
  const state = await reportingState(database, later.add({ seconds: 1 }))
  assert.deepEqual(state, { waiting: 1, oldestSeconds: 301, refused: 0 })
})
