import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { toColumn } from '../../src/database/columns.ts'
import { outboxState } from '../../src/outbox/outbox.ts'
import { aDatabase } from '../database/support.ts'
import { aClinic, anAppointment, aPatient, testPerson } from '../support/builders.ts'

const now = Temporal.Instant.from('2026-07-01T09:00:00Z')

test('an outbox without unsent events is not behind', async t => {
  const database = await aDatabase(t)
  assert.deepEqual(await outboxState(database, now), { oldestUnsentSeconds: 0, unsent: 0, setAside: 0 })
})

test('what is sent or set aside is not unsent, and the oldest of the rest says how far behind the outbox is', async t => {
  const database = await aDatabase(t)
  const patient = await aPatient(database, testPerson(1))
  const appointment_id = await anAppointment(database, patient, await aClinic(database), {
    now,
    in: { days: 7 },
  })
  const events = [
    { minutes: 50, sent_at: toColumn(now) },
    { minutes: 40, set_aside_at: toColumn(now) },
    { minutes: 30 },
    { minutes: 10, leased_until: toColumn(now.add({ minutes: 1 })) },
  ]
  for (const [version, { minutes, ...event }] of events.entries()) {
    const created_at = toColumn(now.subtract({ minutes }))
    const about = { subject_type: 'appointment', subject_id: appointment_id, subject_version: version }
    const row = { id: randomUUID(), kind: 'appointment-cancelled', ...about, created_at }
    await database('outbox').insert({ ...row, not_before: created_at, ...event })
  }
  assert.deepEqual(await outboxState(database, now), { oldestUnsentSeconds: 1800, unsent: 2, setAside: 1 })
  // A clock set back must not make a metric negative.
  assert.equal((await outboxState(database, now.subtract({ hours: 1 }))).oldestUnsentSeconds, 0)
})
