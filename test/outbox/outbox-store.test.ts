import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Database } from '../../src/database/database.ts'
import type { LeasedEvent } from '../../src/outbox/event.ts'
import { leaseEvents, markSent, retryLater, setAside } from '../../src/outbox/outbox-store.ts'
import { aDatabase } from '../database/support.ts'
import { anEvent, someAppointments } from './events.ts'

const now = Temporal.Instant.from('2026-07-01T09:00:00Z')
const lease = { seconds: 60 }
const borrow = (database: Database, at = now, limit = 10) => leaseEvents(database, { now: at, lease, limit })
const ids = (events: LeasedEvent[]) => events.map(({ id }) => id).toSorted()
const later = (seconds: number) => now.add({ seconds })

async function only(events: Promise<LeasedEvent[]>): Promise<LeasedEvent> {
  const [event, ...others] = await events
  assert.ok(event && others.length === 0, 'one event is lent')
  return event
}

test('an event is lent to one worker until its lease ends, and then to the next', async t => {
  const database = await aDatabase(t)
  const [appointment = ''] = await someAppointments(database, 1)
  const id = await anEvent(database, appointment)
  const first = await only(borrow(database))
  assert.deepEqual(
    [first.id, first.subject.id, first.subject.version, first.attempts],
    [id, appointment, 2, 1],
  )
  assert.deepEqual(await borrow(database), [])
  assert.deepEqual(await borrow(database, later(59)), [])
  const second = await only(borrow(database, later(60)))
  assert.deepEqual([second.id, second.attempts], [id, 2])
  assert.notEqual(second.leaseId, first.leaseId)
})

test('a worker whose lease expired cannot record, release or set aside an event that another has leased', async t => {
  const database = await aDatabase(t)
  const [appointment = ''] = await someAppointments(database, 1)
  await anEvent(database, appointment)
  const slow = await only(borrow(database))
  const quick = await only(borrow(database, later(61)))
  const before = await database('outbox')
  assert.equal(await markSent(database, slow, later(62)), false)
  assert.equal(await retryLater(database, slow, later(62)), false)
  assert.equal(await setAside(database, slow, later(62)), false)
  assert.deepEqual(await database('outbox'), before)
  assert.equal(await markSent(database, quick, later(63)), true)
  assert.equal(await markSent(database, quick, later(64)), false, 'once')
  assert.deepEqual(await borrow(database, later(1000)), [])
})

test('a slow worker records its delivery after its lease, when no other has leased the event meanwhile', async t => {
  const database = await aDatabase(t)
  const [appointment = ''] = await someAppointments(database, 1)
  await anEvent(database, appointment)
  assert.equal(await markSent(database, await only(borrow(database)), later(90)), true)
  assert.deepEqual(await borrow(database, later(100)), [])
})

test('an appointment’s next event waits until the one before is sent, also while that is lent or put off', async t => {
  const database = await aDatabase(t)
  const [one = '', other = ''] = await someAppointments(database, 2)
  const third = await anEvent(database, one, 3)
  const second = await anEvent(database, one, 2)
  const elsewhere = await anEvent(database, other, 2)
  const lent = await borrow(database)
  assert.deepEqual(ids(lent), [second, elsewhere].toSorted())
  assert.deepEqual(await borrow(database), [])
  const event = lent.find(({ id }) => id === second) as LeasedEvent
  await retryLater(database, event, later(30))
  assert.deepEqual(await borrow(database, later(29)), [])
  await markSent(database, await only(borrow(database, later(30))), later(31))
  assert.equal((await only(borrow(database, later(31)))).id, third)
})

test('an event set aside holds up neither other appointments nor the later events of its own', async t => {
  const database = await aDatabase(t)
  const [one = ''] = await someAppointments(database, 1)
  await anEvent(database, one, 2)
  const next = await anEvent(database, one, 3)
  await setAside(database, await only(borrow(database)), now)
  assert.equal((await only(borrow(database))).id, next)
  assert.deepEqual(await borrow(database, later(10_000)).then(ids), [next], 'it is not tried again')
})

test('a worker takes no more than it asked for, oldest first', async t => {
  const database = await aDatabase(t)
  const events = []
  for (const [age, appointment] of (await someAppointments(database, 5)).entries())
    events.push(await anEvent(database, appointment, 2, now.subtract({ minutes: age })))
  assert.deepEqual(ids(await borrow(database, now, 2)), events.slice(3).toSorted())
  assert.deepEqual(ids(await borrow(database, now, 10)), events.slice(0, 3).toSorted())
})

test('when a clock jumps ahead an event may be lent twice, and the later lease alone settles it', async t => {
  const database = await aDatabase(t)
  const [appointment = ''] = await someAppointments(database, 1)
  await anEvent(database, appointment)
  const here = await only(borrow(database))
  const ahead = await only(borrow(database, now.add({ hours: 1 })))
  assert.equal(ahead.id, here.id)
  assert.equal(await markSent(database, here, later(1)), false)
  assert.equal(await markSent(database, ahead, now.add({ hours: 1 })), true)
})

test('when a clock jumps back, what a dead worker had waits for that much longer and is not lost', async t => {
  const database = await aDatabase(t)
  const [appointment = ''] = await someAppointments(database, 1)
  const id = await anEvent(database, appointment, 2, now.subtract({ hours: 2 }))
  await borrow(database)
  const back = now.subtract({ hours: 1 })
  assert.deepEqual(await borrow(database, back), [])
  assert.deepEqual(await borrow(database, back.add({ seconds: 61 })), [])
  assert.equal((await only(borrow(database, later(60)))).id, id)
})
