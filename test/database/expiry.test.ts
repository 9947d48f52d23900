import assert from 'node:assert/strict'
import { toColumn } from '../../src/database/columns.ts'
import { clearExpired } from '../../src/database/expiry.ts'
import { aDatabase, onEachDatabase } from '../support/databases.ts'

onEachDatabase('what has run out is removed, and what has not is kept', async t => {
  const database = await aDatabase(t)
  const now = Temporal.Instant.from('2026-07-01T09:00:00Z')
  const [gone, kept] = [now, now.add({ milliseconds: 1 })].map(toColumn)
  const [oldKey, newKey] = [now.subtract({ hours: 24 }), now.subtract({ hours: 23 })].map(toColumn)
  for (const [name, expires_at] of Object.entries({ gone, kept })) {
    await database('session').insert({ id_hash: name, data: '{}', expires_at })
    await database('used_once').insert({ value_hash: name, expires_at })
  }
  for (const [idempotency_key, accepted_at] of Object.entries({ gone: oldKey, kept: newKey }))
    await database('accepted_change').insert({ idempotency_key, payload_hash: '', outcome: '', accepted_at })

  await database.raw('pragma foreign_keys = off')
  const event = { kind: 'appointment-cancelled', appointment_id: 'any', version: 1 }
  const sent = {
    gone: now.subtract({ hours: 24 * 30 }),
    kept: now.subtract({ hours: 24 * 29 }),
    unsent: undefined,
  }
  for (const [name, sentAt] of Object.entries(sent)) {
    const long = { created_at: '2025-01-01T09:00:00.000', not_before: '2025-01-01T09:00:00.000' }
    const sent_at = sentAt ? toColumn(sentAt) : null
    await database('outbox_event').insert({ ...event, ...long, id: name, appointment_id: name, sent_at })
  }

  await clearExpired(database, now)

  assert.deepEqual(await database('session').pluck('id_hash'), ['kept'])
  assert.deepEqual(await database('used_once').pluck('value_hash'), ['kept'])
  assert.deepEqual(await database('accepted_change').pluck('idempotency_key'), ['kept'])
  assert.deepEqual(await database('outbox_event').orderBy('id').pluck('id'), ['kept', 'unsent'])
})
