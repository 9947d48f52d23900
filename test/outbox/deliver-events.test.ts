import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { type TestContext, test } from 'node:test'
import { deliverEvents } from '../../src/outbox/deliver-events.ts'
import type { EventHandler } from '../../src/outbox/event.ts'
import { outboxState } from '../../src/outbox/outbox.ts'
import { createLog } from '../../src/shared/log.ts'
import { aDatabase } from '../database/support.ts'
import { TestClock } from '../support/portal.ts'
import { until } from '../support/time/until.ts'
import { anEvent, aTriedEvent, handlersOfAll, someAppointments } from './events.ts'
import { ReceivingSystem } from './receiving-system.ts'

const FAST = { pauseWhenIdle: 5, pauseWhenFailing: 5, firstBackOff: 1000, deliveryTimeout: 60_000 }

/** A worker that sends to these receivers, on a database of its own, by a clock that stands still. */
async function deliveries(
  t: TestContext,
  receivers: readonly EventHandler[],
  pace: Parameters<typeof deliverEvents>[1] = {},
) {
  const database = await aDatabase(t)
  const clock = new TestClock()
  clock.set('2026-07-01T09:00:00Z')
  const logged: { level: number; msg: string; outboxEvent?: string }[] = []
  const lines = new Writable({ write: (line, _, done) => done(void logged.push(JSON.parse(String(line)))) })
  const log = createLog('trace', lines)
  const appointments = await someAppointments(database, 3)
  const handlers = handlersOfAll(...receivers)
  const start = (changes: typeof pace = {}) => {
    const worker = deliverEvents({ database, clock, log, handlers }, { ...FAST, ...pace, ...changes })
    t.after(() => worker.stop())
    return worker
  }
  const unsent = async () => (await outboxState(database, clock.now())).unsent
  const sent = () => until('all are sent', async () => (await unsent()) === 0)
  return { database, clock, logged, appointments, start, unsent, sent }
}

test('an event without receivers is recorded as sent at once', async t => {
  const { appointments, database, sent, start } = await deliveries(t, [])
  for (const version of [2, 3, 4]) await anEvent(database, String(appointments[0]), version)
  start()
  await sent()
  const rows = await database('outbox').select('sent_at', 'attempts', 'lease_id', 'leased_until')
  const settled = { sent_at: '2026-07-01T09:00:00.000', attempts: 1, lease_id: null, leased_until: null }
  assert.deepEqual(rows, [settled, settled, settled])
})

test('every receiver gets the id of the event; when one fails, all get the same id again', async t => {
  const [received, receivedToo]: string[][] = [[], []]
  let refuses = true
  const { appointments, clock, database, sent, start } = await deliveries(t, [
    async ({ id }) => void received?.push(id),
    async ({ id }) => {
      if (refuses) throw new Error('not now')
      receivedToo?.push(id)
    },
  ])
  const id = await anEvent(database, String(appointments[0]))
  start()
  await until('the first is called', () => received?.length === 1)
  refuses = false
  await until('the failure is recorded', async () => (await database('outbox').first()).lease_id === null)
  clock.pass({ seconds: 1 })
  await sent()
  assert.deepEqual([received, receivedToo], [[id, id], [id]])
})

for (const mood of ['broken', 'too-busy', 'silent', 'hangs-up'] as const)
  test(`an event is sent again later, and later each time, to a receiving system that is ${mood}`, async t => {
    const system = await ReceivingSystem.start(t)
    system.mood = mood
    const { appointments, clock, database, sent, start } = await deliveries(t, [system.receiver])
    const id = await anEvent(database, String(appointments[0]))
    const worker = start(mood === 'silent' ? { deliveryTimeout: 200 } : {})
    const waits: number[] = []
    for (const attempt of [1, 2, 3]) {
      await until('the failure is recorded', async () => {
        const row = await database('outbox').first()
        return row.attempts === attempt && row.lease_id === null
      })
      const { not_before } = await database('outbox').first()
      const again = Temporal.Instant.from(`${not_before}Z`)
      waits.push(again.since(clock.now()).total('milliseconds'))
      if (attempt === 3) {
        system.mood = 'well'
        await worker.stop()
        start()
      }
      clock.set(again)
    }
    await sent()
    assert.deepEqual(new Set(system.received), new Set([id]))
    // On a busy machine a silent system may not even have received the request before the worker gave up.
    if (mood !== 'silent') assert.equal(system.received.length, 4)
    for (const [index, least] of [750, 1500, 3000].entries())
      assert.ok(Number(waits[index]) >= least && Number(waits[index]) <= (least * 4) / 3, String(waits))
  })

test('the worker waits for a slow receiving system', async t => {
  const system = await ReceivingSystem.start(t)
  system.mood = 'slow'
  const { appointments, database, sent, start } = await deliveries(t, [system.receiver])
  const id = await anEvent(database, String(appointments[0]))
  start()
  await sent()
  assert.deepEqual(system.received, [id])
})

test('a poison event is set aside with an error in the log, and others are sent meanwhile', async t => {
  const sent: string[] = []
  let poison = ''
  const receiver: EventHandler = async ({ id }) => {
    if (id === poison) throw new Error('cannot be read: 999 000 0018')
    sent.push(id)
  }
  const { appointments, clock, database, logged, start } = await deliveries(t, [receiver], {
    maxAttempts: 4,
  })
  const [one = '', other = ''] = appointments
  poison = await anEvent(database, one)
  const elsewhere = await anEvent(database, other)
  start()
  await until('the other is sent', () => sent.includes(elsewhere))
  await until('it is set aside', async () => {
    clock.pass({ seconds: 10 })
    return (await outboxState(database, clock.now())).setAside === 1
  })
  assert.equal((await database('outbox').where('id', poison).first()).attempts, 4)
  await until('that is logged', () =>
    logged.some(({ msg }) => msg === 'outbox event delivery failed, set aside'),
  )
  const errors = logged.filter(({ level }) => level >= 50)
  assert.deepEqual(
    errors.map(({ msg, outboxEvent }) => [msg, outboxEvent]),
    [['outbox event delivery failed, set aside', poison]],
  )
  assert.doesNotMatch(JSON.stringify(logged), /999 000/)
  const next = await anEvent(database, one, 3)
  await until('the next is sent', () => sent.includes(next))
  assert.equal((await database('outbox').where('id', poison).first()).sent_at, null)
})

test('an event whose workers died is set aside without being sent again', async t => {
  const sent: string[] = []
  const receiver: EventHandler = async ({ id }) => void sent.push(id)
  const { appointments, database, start } = await deliveries(t, [receiver], { maxAttempts: 4 })
  await aTriedEvent(database, String(appointments[0]), 4)
  start()
  await until('it is set aside', async () => (await database('outbox').first()).set_aside_at !== null)
  assert.deepEqual(sent, [])
})
