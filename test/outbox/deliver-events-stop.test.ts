import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { Database } from '../../src/database/database.ts'
import { deliverEvents } from '../../src/outbox/deliver-events.ts'
import type { EventHandler } from '../../src/outbox/event.ts'
import { systemClock } from '../../src/shared/clock.ts'
import { createLog } from '../../src/shared/log.ts'
import { aDatabase } from '../database/support.ts'
import { anEvent, handlersOfAll, someAppointments } from './events.ts'

const log = createLog('silent')

async function withOneEvent(t: TestContext) {
  const database = await aDatabase(t)
  const [appointment = ''] = await someAppointments(database, 1)
  return { database, id: await anEvent(database, appointment) }
}

function start(database: Database, handler: EventHandler, shutdownTimeout: number) {
  const all = { database, clock: systemClock, log, handlers: handlersOfAll(handler) }
  return deliverEvents(all, { pauseWhenIdle: 5, pauseWhenFailing: 5, shutdownTimeout })
}

test('stopping waits for what is being sent, and settles it', async t => {
  const { database } = await withOneEvent(t)
  const { promise: sending, resolve: begun } = Promise.withResolvers<void>()
  const worker = start(
    database,
    async () => {
      begun()
      await wait(200)
    },
    60_000,
  )
  await sending
  await worker.stop()
  assert.notEqual((await database('outbox').first()).sent_at, null)
})

test('what never ends is cut off, and is there to be sent again', async t => {
  const { database } = await withOneEvent(t)
  const { promise: sending, resolve: begun } = Promise.withResolvers<void>()
  const worker = start(
    database,
    () => {
      begun()
      return new Promise(() => {})
    },
    50,
  )
  await sending
  const began = performance.now()
  await worker.stop()
  assert.ok(performance.now() - began < 10_000)
  const row = await database('outbox').first()
  assert.deepEqual([row.sent_at, row.lease_id, row.attempts], [null, null, 1])
})

test('a worker lives through a database that cannot be read, and goes on when it can', async t => {
  const { database, id } = await withOneEvent(t)
  await database.schema.renameTable('outbox', 'outbox_gone')
  const { promise: told, resolve } = Promise.withResolvers<string>()
  const worker = start(database, async event => resolve(event.id), 1000)
  t.after(() => worker.stop())
  await wait(50)
  await database.schema.renameTable('outbox_gone', 'outbox')
  assert.equal(await told, id)
})

test('nothing is sent after it has stopped', async t => {
  const { database } = await withOneEvent(t)
  await database('outbox').update('sent_at', '2026-07-01T09:00:00.000')
  const told: string[] = []
  const worker = start(database, async ({ id }) => void told.push(id), 1000)
  await worker.stop()
  await database('outbox').update('sent_at', null)
  await wait(100)
  assert.deepEqual(told, [])
})

test('what is borrowed after everything was cut off is not sent any more', async t => {
  const { database } = await withOneEvent(t)
  const held = await database.transaction()
  let sent = 0
  const worker = start(database, async () => void sent++, 1)
  const stopped = worker.stop()
  await wait(200)
  await held.rollback()
  await stopped
  assert.equal(sent, 0)
})
