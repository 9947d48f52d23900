import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noticeChanges } from '../../../src/features/wayfinder/notice-changes.ts'
import { aClinic, anAppointment, aPatient, testPerson } from '../../support/builders.ts'
import { whileRefusing } from '../../support/database/faulty-tables.ts'
import { aDatabase, onEachDatabase } from '../../support/databases.ts'
import { aWorker, rounds } from '../../support/rounds.ts'
import { eventsOf } from './reported.ts'

onEachDatabase('every change in the PAS is reported once, from any first id', async t => {
  const database = await aDatabase(t)
  const worker = aWorker(database)
  const now = worker.clock.now()
  const clinicId = await aClinic(database)
  const patientId = await aPatient(database, testPerson(1))
  const ids: string[] = []
  for (let days = -70; days <= 70; days += 20)
    ids.push(await anAppointment(database, patientId, clinicId, { now, in: { hours: 24 * days } }))
  const round = noticeChanges(worker)
  for (const _ of [1, 2]) assert.equal(await rounds(round), 'done')
  const reported = async () => Promise.all(ids.map(async id => (await eventsOf(database, id)).length))
  assert.deepEqual(await reported(), [0, 1, 1, 1, 1, 1, 1, 1], 'the first is too long ago')

  await database('appointment').whereIn('id', ids.slice(0, 3)).update({ status: 'noshow', version: 2 })
  await Promise.all([rounds(round), rounds(noticeChanges(worker))])
  assert.deepEqual(await reported(), [0, 3, 3, 1, 1, 1, 1, 1])
})

test('an appointment that cannot be reported does not block the others, and is retried', async t => {
  const database = await aDatabase(t)
  const worker = aWorker(database)
  const now = worker.clock.now()
  const clinicId = await aClinic(database)
  const patientId = await aPatient(database, testPerson(1))
  const ids: string[] = []
  for (const days of [1, 2, 3])
    ids.push(await anAppointment(database, patientId, clinicId, { now, in: { days } }))
  const where = { appointment_id: String(ids[1]) }
  const round = noticeChanges(worker)
  const count = async () => (await database('reporting_event')).length
  await whileRefusing(database, { verb: 'insert', table: 'reported_appointment', where }, async () => {
    await rounds(round)
    assert.equal(await count(), 2)
    assert.ok(worker.logged.some(line => line.includes('appointment change not reported')))
  })
  await rounds(round)
  assert.equal(await count(), 3)
})
