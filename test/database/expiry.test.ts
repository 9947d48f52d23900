import assert from 'node:assert/strict'
import { toColumn } from '../../src/database/columns.ts'
import { clearExpired } from '../../src/database/expiry.ts'
import { features } from '../../src/features.ts'
import { retentionOf } from '../../src/jobs.ts'
import { aClinic, anAppointment, aPatient, testPerson } from '../support/builders.ts'
import { aDatabase, onEachDatabase } from '../support/databases.ts'

onEachDatabase('what has run out is removed, and what has not is kept', async t => {
  const database = await aDatabase(t)
  const now = Temporal.Instant.from('2026-07-01T09:00:00Z')
  const [gone, kept] = [now, now.add({ milliseconds: 1 })].map(toColumn)
  const [oldKey, newKey] = [now.subtract({ hours: 24 }), now.subtract({ hours: 23 })].map(toColumn)
  for (const [name, expires_at] of Object.entries({ gone, kept })) {
    await database('session').insert({ id_hash: name, data: '{}', expires_at })
  }
  for (const [name, at] of Object.entries({ gone: oldKey, kept: newKey })) {
    const key = { idempotency_key: name, payload_hash: '', outcome: '', accepted_at: at }
    await database('accepted_change').insert(key)
    await database('used_once').insert({ value_hash: name, expires_at: at })
  }

  const patientId = await aPatient(database, testPerson(1))
  const clinicId = await aClinic(database)
  const event = { kind: 'appointment-cancelled', version: 1 }
  const sent = {
    gone: now.subtract({ hours: 24 * 30 }),
    kept: now.subtract({ hours: 24 * 29 }),
    unsent: undefined,
  }
  for (const [name, sentAt] of Object.entries(sent)) {
    const long = { created_at: '2025-01-01T09:00:00.000', not_before: '2025-01-01T09:00:00.000' }
    const sent_at = sentAt ? toColumn(sentAt) : null
    const appointment_id = await anAppointment(database, patientId, clinicId, { now, in: { hours: 48 } })
    await database('outbox_event').insert({ ...event, ...long, id: name, appointment_id, sent_at })
    const subject = { subject_type: 'appointment', subject_id: appointment_id, subject_version: 1 }
    await database('outbox').insert({ kind: event.kind, ...subject, ...long, id: name, sent_at })
  }

  await clearExpired(database, now, retentionOf(features))

  assert.deepEqual(await database('session').pluck('id_hash'), ['kept'])
  assert.deepEqual(await database('used_once').pluck('value_hash'), ['kept'])
  assert.deepEqual(await database('accepted_change').pluck('idempotency_key'), ['kept'])
  for (const outbox of ['outbox', 'outbox_event'])
    assert.deepEqual(await database(outbox).orderBy('id').pluck('id'), ['kept', 'unsent'])
})

onEachDatabase('an old task is removed with what belongs to it, and an open one never', async t => {
  const database = await aDatabase(t)
  const now = Temporal.Instant.from('2026-07-01T09:00:00Z')
  const threeYears = now.subtract({ hours: 24 * 365 * 3 })
  const closedAt = { old: threeYears, newer: threeYears.add({ milliseconds: 1 }), open: null }
  for (const [id, closed] of Object.entries(closedAt)) {
    const at = '2022-01-03T09:00:00.000'
    const whose = { trust_ods_code: 'RFF', patient_id: 'p', kind: 'contact-request' }
    const closing = closed && { status: 'withdrawn', closed_at: toColumn(closed) }
    await database('task').insert({ id, ...whose, opened_at: at, promised_by: at, ...closing })
    for (const version of [2, 3])
      await database('task_event').insert({ task_id: id, version, at, event: 'noted', actor: 'staff' })
    const asked = { about: 'other', words: 'w', answer_by: 'text', answer_to: 'a' }
    await database('contact_request').insert({ task_id: id, ...asked })
  }
  // Whichever rule comes first: parts are only found while their whole is there.
  await clearExpired(database, now, retentionOf(features).toReversed())
  assert.deepEqual(await database('task').orderBy('id').pluck('id'), ['newer', 'open'])
  assert.deepEqual(await database('contact_request').orderBy('task_id').pluck('task_id'), ['newer', 'open'])
  const events = await database('task_event').orderBy(['task_id', 'version']).pluck('task_id')
  assert.deepEqual(events, ['newer', 'newer', 'open', 'open'])
})

onEachDatabase('however much has run out, no statement removes more than a thousand rows', async t => {
  const database = await aDatabase(t)
  const now = Temporal.Instant.from('2026-07-01T09:00:00Z')
  const expires_at = toColumn(now.subtract({ hours: 24 }))
  const rows = Array.from({ length: 2500 }, (_, row) => ({ value_hash: `${row}`, expires_at }))
  await database.batchInsert('used_once', rows, 500)
  const removed: unknown[] = []
  database.on('query-response', (count, { sql }: { sql: string }) => {
    if (/^delete from .used_once/.test(sql)) removed.push(count)
  })
  await clearExpired(database, now, retentionOf(features), AbortSignal.abort())
  assert.deepEqual(removed, [], 'after an abort it does not begin')
  await clearExpired(database, now, retentionOf(features))
  assert.deepEqual(removed, [1000, 1000, 500])
})
