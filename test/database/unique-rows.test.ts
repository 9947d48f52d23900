import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { toColumn } from '../../src/database/columns.ts'
import type { Database } from '../../src/database/database.ts'
import { isDuplicateKey } from '../../src/database/faults.ts'
import { aClinic, anAppointment, aPatient, aSlot, testPerson } from '../support/builders.ts'
import { aDatabase, onEachDatabase } from '../support/databases.ts'

/** What the database itself keeps only once. */

let database: Database
let patient: string
let clinic: string
const now = Temporal.Instant.from('2026-07-01T09:00Z')
const startsAt = toColumn(now)
const when = { now, in: { days: 7 } }

const test = (name: string, run: () => Promise<void>) =>
  onEachDatabase(name, async t => {
    database = await aDatabase(t)
    patient = await aPatient(database, testPerson(1))
    clinic = await aClinic(database)
    await run()
  })

const anAppointmentWith = (changes: object) => anAppointment(database, patient, clinic, when, { ...changes })

test('a patient has one booking in a slot, but may book it again after cancelling', async () => {
  const slot = await aSlot(database, clinic, when, { capacity: 5 })
  const first = await anAppointmentWith({ slot_id: slot })
  await assert.rejects(anAppointmentWith({ slot_id: slot }), isDuplicateKey)
  await database('appointment')
    .where('id', first)
    .update({ status: 'cancelled', cancelled_at: startsAt, cancelled_by: 'patient' })
  await anAppointmentWith({ slot_id: slot })
  await anAppointment(database, await aPatient(database, testPerson(2)), clinic, when, { slot_id: slot })
  await anAppointmentWith({})
  await anAppointmentWith({})
})

test('an appointment has one open request, and any number of decided ones', async () => {
  const appointment_id = await anAppointmentWith({})
  const request = {
    appointment_id,
    kind: 'cancel',
    reason: 'other',
    requested_at: startsAt,
    promised_by: startsAt,
  }
  const ask = (changes: object) =>
    database('change_request').insert({ id: randomUUID(), ...request, ...changes })
  const decided = { status: 'declined', decided_at: startsAt }
  await ask(decided)
  await ask({})
  await assert.rejects(ask({ kind: 'reschedule' }), isDuplicateKey)
  for (const status of ['declined', 'withdrawn', 'lapsed', 'done']) await ask({ ...decided, status })
})

test('an NHS number is one patient’s', async () => {
  await assert.rejects(aPatient(database, testPerson(1)), isDuplicateKey)
})

test('a clinic of a trust has one PAS id, and one version of an appointment one event of a kind', async () => {
  const { trust_ods_code, pas_id } = await database('clinic').where('id', clinic).first()
  await assert.rejects(aClinic(database, { trust_ods_code, pas_id }), isDuplicateKey)
  const about = { subject_type: 'appointment', subject_id: await anAppointmentWith({}) }
  const event = { kind: 'moved', ...about, subject_version: 2 }
  const times = { created_at: startsAt, not_before: startsAt }
  await database('outbox').insert({ id: randomUUID(), ...event, ...times })
  await assert.rejects(database('outbox').insert({ id: randomUUID(), ...event, ...times }), isDuplicateKey)
})
