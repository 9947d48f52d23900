import assert from 'node:assert/strict'
import { test } from 'node:test'
import { auditAccess } from '../../../src/audit/audit.ts'
import type { Database } from '../../../src/database/database.ts'
import { fillDemonstration } from '../../../src/dev/demonstration/fill-demonstration.ts'
import { appointmentId } from '../../../src/features/appointments/demonstration/appointment.ts'
import { emptyDatabase, filledDatabase, wrongCounters } from './filled-database.ts'

const evening = Temporal.Instant.from('2026-06-30T22:30Z') // half past 11 at night in London
const cardiology = appointmentId('9990000018', 'cardiology')

test('an empty database is filled once, at any time of day', async t => {
  const database = await emptyDatabase(t)
  assert.equal(await fillDemonstration(database, evening.subtract({ hours: 20 })), 'filled')
  await database('appointment').where('id', cardiology).update({ changes_made: 1 })
  assert.equal(await fillDemonstration(database, evening), 'kept')
  assert.equal((await database('appointment').where('id', cardiology).first()).changes_made, 1)
})

test('filling is the same each time', async t => {
  const [one, other] = await Promise.all([filledDatabase(t, evening), filledDatabase(t, evening)])
  for (const table of [
    'trust',
    'site',
    'clinic',
    'clinician',
    'slot',
    'patient',
    'appointment',
    'change_request',
  ])
    assert.deepEqual(await one(table), await other(table))
})

test('it is renewed at midnight in London, and changes by visitors are gone', async t => {
  const database = await filledDatabase(t, evening)
  await doSomething(database)
  assert.equal(await fillDemonstration(database, evening.add({ hours: 1 })), 'renewed')
  const fresh = await filledDatabase(t, evening.add({ hours: 1 }))
  for (const table of [
    'slot',
    'patient',
    'appointment',
    'change_request',
    'audit_entry',
    'outbox',
    'outbox_event',
  ])
    assert.deepEqual(await database(table).orderBy('id'), await fresh(table).orderBy('id'), table)
  for (const table of ['audit_log', 'audit_head']) assert.deepEqual(await database(table), [], table)
  assert.equal(await fillDemonstration(database, evening.add({ hours: 2 })), 'kept')
})

test('other invented people keep everything, also a place in a demonstration slot', async t => {
  const database = await filledDatabase(t, evening)
  const shared = await database('slot').where('booked', 2).first()
  const theirs = await database('appointment').where('slot_id', shared.id).first()
  const patient = { ...(await database('patient').first()), id: 'someone-else', nhs_number: '9991000006' }
  const appointment = { ...theirs, id: 'their-appointment', patient_id: patient.id }
  await database('patient').insert(patient)
  await database('appointment').insert(appointment)
  await database('slot').where('id', shared.id).update({ booked: 3 })

  assert.equal(await fillDemonstration(database, evening.add({ hours: 24 })), 'renewed')
  assert.deepEqual(await database('patient').where('id', patient.id).first(), patient)
  assert.deepEqual(await database('appointment').where('id', appointment.id).first(), appointment)
  assert.equal((await database('slot').where('id', shared.id).first()).booked, 1)
  assert.deepEqual(await wrongCounters(database), [])
})

test('a database of real people is left as it is', async t => {
  const database = await filledDatabase(t, evening)
  const patient = { ...(await database('patient').first()), id: 'someone-else', nhs_number: '9000000009' }
  const real = await emptyDatabase(t)
  await real('patient').insert(patient)
  assert.equal(await fillDemonstration(real, evening), 'not-ours')
  assert.deepEqual(await real('patient'), [patient])
  assert.deepEqual(await real('trust'), [])
})

test('a demonstration to which one real patient was added is left as it is, today and on another day', async t => {
  const database = await filledDatabase(t, evening)
  const patient = { ...(await database('patient').first()), id: 'someone-else', nhs_number: '9434765919' }
  await database('patient').insert(patient)
  await database('appointment').where('id', cardiology).update({ changes_made: 1 })
  for (const hours of [0, 24])
    assert.equal(await fillDemonstration(database, evening.add({ hours })), 'not-ours')
  assert.equal((await database('appointment').where('id', cardiology).first()).changes_made, 1)
})

async function doSomething(database: Database) {
  const { patient_id, slot_id } = await database('appointment').where('id', cardiology).first()
  const change = { appointment_id: cardiology, version: 2 }
  await database('appointment').where('id', cardiology).update({
    status: 'cancelled',
    cancelled_by: 'patient',
    cancelled_at: '2026-06-30T22:40:00.000',
    version: 2,
  })
  await database('slot').where('id', slot_id).update({ booked: 0 })
  const at = '2026-06-30T22:40:00.000'
  await database('audit_entry').insert({ ...change, at, actor: 'patient', patient_id, action: 'cancelled' })
  const them = { kind: 'patient', patientId: patient_id } as const
  await auditAccess(
    database,
    them,
    'viewed-appointment',
    { type: 'appointment', id: cardiology, version: 2 },
    evening,
  )
  await database('outbox_event').insert({
    ...change,
    id: 'told',
    kind: 'appointment-cancelled',
    created_at: at,
    not_before: at,
  })
  const clinics = await database('clinic').update({ patient_facing_name: 'Renamed' })
  assert.ok(clinics > 0)
}
