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

/** Events that wait, against the simulated service with its rules. */
async function waiting(t: TestContext, events: number, changes: { appointmentId?: string } = {}) {
  const database = await aDatabase(t)
  const worker = aWorker(database)
  const { simulated, reporting } = await startWayfinder(t)
  const person = testPerson(1)
  const patientId = await aPatient(database, person)
  const keep = (appointmentId = changes.appointmentId ?? `a${randomUUID()}`) =>
    addReportingEvent(database, {
      kind: 'appointment-missed',
      at: worker.clock.now(),
      patientId,
      appointmentId,
    })
  for (let kept = 0; kept < events; kept++) await keep()
  const service = new ReportingService({ ...reporting, clock: worker.clock, timeoutSeconds: 1 })
  const states = async () => {
    const found: Record<string, number> = {}
    for (const state of await database('reporting_event').pluck('state'))
      found[state] = (found[state] ?? 0) + 1
    return found
  }
  return { ...worker, simulated, keep, states, patientId, person, round: sendReports(worker, service) }
}

onEachDatabase('events are sent in one batch and in the order they were kept', async t => {
  const { database, simulated, states, round } = await waiting(t, 30)
  assert.equal(await rounds(round), 'nothing-left')
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

/** Refused for an id longer than a hundred characters. */
const WRONG = 'x'.repeat(100)
const wide = async (database: Awaited<ReturnType<typeof aDatabase>>, place: number) => {
  const ids: number[] = await database('reporting_event').orderBy('id').pluck('id')
  await database('reporting_event')
    .where('id', ids[place])
    .update({ appointment_id: `${WRONG}${place}` })
}

for (const named of [true, false])
  test(`a wrong event, ${named ? 'named' : 'not named'}, is set aside alone and never sent again; the others arrive`, async t => {
    const { database, simulated, states, round, logged } = await waiting(t, 20)
    await wide(database, 3)
    await wide(database, 17)
    if (!named) simulated.namesFaults = false
    assert.equal(await rounds(round, 10), 'nothing-left')
    assert.deepEqual(await states(), { sent: 18, refused: 2 })
    assert.equal(simulated.events.size, 18)
    assert.ok(simulated.batches.length <= (named ? 3 : 24), `${simulated.batches.length} batches`)
    const before = simulated.asked.reporting
    assert.equal(await rounds(round), 'nothing-left')
    assert.equal(simulated.asked.reporting, before)
    assert.equal(logged.filter(line => line.includes('report refused and set aside')).length, 2)
  })

test('a row that cannot be read is set aside, and all after it arrive', async t => {
  const { database, clock, patientId, states, keep, round, logged } = await waiting(t, 0)
  // An appointment's state without its time, as no code of ours writes it.
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

test('of strangers no NHS number is kept once it is known what becomes of the event', async t => {
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

test('no batch that was refused is sent again as it was', async t => {
  const { database, simulated, round } = await waiting(t, 16)
  simulated.namesFaults = false
  for (const place of [0, 5, 15]) await wide(database, place)
  await rounds(round, 10)
  const refused = simulated.refused.map(body => JSON.stringify(body))
  assert.equal(new Set(refused).size, refused.length)
})

test('while the service is away for hours everything is kept, and then arrives in order', async t => {
  const { simulated, states, keep, round, database, clock } = await waiting(t, 5)
  simulated.misbehaves.reporting = { status: 503 }
  for (let hour = 0; hour < 6; hour++) {
    assert.deepEqual(await rounds(round), { later: 'status-503', pause: undefined })
    clock.pass({ hours: 1 })
    await keep()
  }
  assert.deepEqual(await states(), { waiting: 11 })
  simulated.misbehaves = {}
  assert.equal(await rounds(round), 'nothing-left')
  const ids = await database('reporting_event').orderBy('id').pluck('appointment_id')
  assert.deepEqual(
    [...simulated.events.values()].map(each => Object(each).AppointmentId),
    ids,
  )
})

test('what was sent and not noted, because the answer was lost, is sent again and counted once', async t => {
  const { simulated, states, round } = await waiting(t, 5)
  simulated.misbehaves.reporting = 'answer-lost'
  assert.deepEqual(await rounds(round), { later: 'unreachable', pause: undefined })
  assert.deepEqual([simulated.events.size, await states()], [5, { waiting: 5 }])
  simulated.misbehaves = {}
  assert.equal(await rounds(round), 'nothing-left')
  assert.deepEqual([simulated.events.size, await states()], [5, { sent: 5 }])
})

test('a token that ended on the way costs one round, and nothing is lost', async t => {
  const { simulated, keep, round, states } = await waiting(t, 1)
  await rounds(round)
  simulated.platform.endTokens()
  await keep()
  assert.deepEqual(await rounds(round), { later: 'status-401', pause: undefined })
  assert.equal(await rounds(round), 'nothing-left')
  assert.deepEqual(await states(), { sent: 2 })
})

test('the number of somebody without a record is sent, and then forgotten', async t => {
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

test('whose record has become sensitive, nobody is told of any more', async t => {
  const { database, simulated, states, patientId, round } = await waiting(t, 3)
  await database('patient').where('id', patientId).update({ sensitive: true })
  assert.equal(await rounds(round), 'nothing-left')
  assert.deepEqual([simulated.asked.reporting, await states()], [0, { 'not-for-wayfinder': 3 }])
})

test('nothing of a patient is logged, whatever the service answers', async t => {
  const { simulated, logged, round, person, database } = await waiting(t, 3)
  await wide(database, 1)
  simulated.misbehaves.reporting = { status: 500, body: { message: `no ${person.nhsNumber}` } }
  await rounds(round)
  simulated.misbehaves = {}
  await rounds(round, 5)
  assert.ok(logged.length >= 4)
  for (const line of logged) assert.ok(!line.includes(person.nhsNumber) && !line.includes('xxx'), line)
})

onEachDatabase('what has waited longest is told by its age, and what was sent waits no more', async t => {
  const { database, clock, keep, round } = await waiting(t, 1)
  const later = clock.now().add({ minutes: 5 })
  assert.deepEqual(await reportingState(database, later), { waiting: 1, oldestSeconds: 300, refused: 0 })
  await rounds(round)
  assert.deepEqual(await reportingState(database, later), { waiting: 0, oldestSeconds: 0, refused: 0 })
  await keep()
  const state = await reportingState(database, later.add({ seconds: 1 }))
  assert.deepEqual(state, { waiting: 1, oldestSeconds: 301, refused: 0 })
})
