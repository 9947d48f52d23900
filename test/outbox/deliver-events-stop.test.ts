import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Database } from '../../src/database/database.ts'
import { deliverEvents } from '../../src/outbox/deliver-events.ts'
import type { EventHandler } from '../../src/outbox/event.ts'
import { systemClock } from '../../src/shared/clock.ts'
import { createLog } from '../../src/shared/log.ts'
import { aDatabase } from '../database/support.ts'
import { timeTaken } from '../support/time/time-taken.ts'
import { aMoment, until } from '../support/time/until.ts'
import { anEvent, handlersOfAll, someAppointments } from './events.ts'

async function withOneEvent(t: TestContext) {
  const database = await aDatabase(t)
  const [appointment = ''] = await someAppointments(database, 1)
  return { database, id: await anEvent(database, appointment) }
}

function start(
  database: Database,
  handler: EventHandler,
  shutdownTimeout: number,
  log = createLog('silent'),
) {
  const all = { database, clock: systemClock, log, handlers: handlersOfAll(handler) }
  return deliverEvents(all, { pauseWhenIdle: 5, pauseWhenFailing: 5, shutdownTimeout })
}

test('a worker that stops waits for its deliveries, and records them', async t => {
  const { database } = await withOneEvent(t)
  const { promise: sending, resolve: begun } = Promise.withResolvers<void>()
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  const handler = () => {
    begun()
    return ended
  }
  const worker = start(database, handler, 60_000)
  await sending
  let hasStopped = false
  const stopped = worker.stop().then(() => {
    hasStopped = true
  })
  await aMoment()
  assert.equal(hasStopped, false)
  end()
  await stopped
  assert.notEqual((await database('outbox').first()).sent_at, null)
})

test('a delivery that never ends is aborted, and its event can be sent again', async t => {
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
  const [took] = await timeTaken(() => worker.stop())
  assert.ok(took < 5000, `${took} ms`)
  const row = await database('outbox').first()
  assert.deepEqual([row.sent_at, row.lease_id, row.attempts], [null, null, 1])
})

test('a worker goes on when the outbox can be read again', async t => {
  const { database, id } = await withOneEvent(t)
  await database.schema.renameTable('outbox', 'outbox_gone')
  const { promise: sent, resolve } = Promise.withResolvers<string>()
  const logged: string[] = []
  const log = createLog('trace', { write: line => void logged.push(line) })
  const worker = start(database, async event => resolve(event.id), 1000, log)
  t.after(() => worker.stop())
  await until('it failed', () => logged.some(line => line.includes('reading the outbox failed')))
  await database.schema.renameTable('outbox_gone', 'outbox')
  assert.equal(await sent, id)
})

test('a worker that has stopped sends nothing', async t => {
  const { database } = await withOneEvent(t)
  await database('outbox').update('sent_at', '2026-07-01T09:00:00.000')
  const sent: string[] = []
  const worker = start(database, async ({ id }) => void sent.push(id), 1000)
  await worker.stop()
  await database('outbox').update('sent_at', null)
  await aMoment()
  assert.deepEqual(sent, [])
})

test('an event that is leased after the deliveries were aborted is not sent', async t => {
  const { database } = await withOneEvent(t)
  const held = await database.transaction()
  let sent = 0
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const worker = start(database, async () => void sent++, 1)
  const stopped = worker.stop()
  t.mock.timers.tick(1)
  t.mock.timers.reset()
  await held.rollback()
  await stopped
  assert.equal(sent, 0)
})
