import assert from 'node:assert/strict'
import { toColumn } from '../../src/database/columns.ts'
import type { Database } from '../../src/database/database.ts'
import { adoptEarlierEvents } from '../../src/outbox/earlier-outbox.ts'
import { leaseEvents } from '../../src/outbox/outbox-store.ts'
import { aDatabase, onEachDatabase } from '../support/databases.ts'
import { someAppointments } from './events.ts'

const now = Temporal.Instant.from('2026-07-01T09:00:00Z')

/** As the release before writes it. */
async function anEarlierEvent(database: Database, id: string, appointment_id: string, changes: object = {}) {
  const at = toColumn(now)
  const event = { id, kind: 'appointment-cancelled', appointment_id, version: 2 }
  await database('outbox_event').insert({ ...event, created_at: at, not_before: at, ...changes })
}

onEachDatabase('events of an older release are taken over once, and delivered from here', async t => {
  const database = await aDatabase(t)
  const [one = '', two = '', three = '', four = ''] = await someAppointments(database, 4)
  await anEarlierEvent(database, 'waiting', one, { attempts: 3 })
  await anEarlierEvent(database, 'sent', two, { sent_at: toColumn(now) })
  await anEarlierEvent(database, 'leased', three, {
    lease_id: 'l',
    leased_until: toColumn(now.add({ seconds: 30 })),
  })
  await anEarlierEvent(database, 'set-aside', four, { set_aside_at: toColumn(now) })

  assert.equal(await adoptEarlierEvents(database, now), 2)
  assert.equal(await adoptEarlierEvents(database, now), 0)
  const [event, ...others] = await leaseEvents(database, { now, lease: { seconds: 60 }, limit: 10 })
  assert.deepEqual(others, [])
  assert.deepEqual(
    [event?.id, event?.kind, event?.subject, event?.attempts],
    ['waiting', 'appointment-cancelled', { type: 'appointment', id: one, version: 2 }, 4],
  )
  assert.deepEqual(await database('outbox').whereNotNull('set_aside_at').pluck('id'), ['set-aside'])
  assert.deepEqual(await database('outbox_event').whereNull('sent_at').pluck('id'), ['leased'])
  assert.equal(await adoptEarlierEvents(database, now.add({ seconds: 31 })), 1, 'its worker died')
})

onEachDatabase('two workers that take over at the same moment make one event of each', async t => {
  const database = await aDatabase(t)
  const [one = ''] = await someAppointments(database, 1)
  await anEarlierEvent(database, 'waiting', one)
  await Promise.all([1, 2, 3].map(() => adoptEarlierEvents(database, now)))
  assert.deepEqual(await database('outbox').pluck('id'), ['waiting'])
})
