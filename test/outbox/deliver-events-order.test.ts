import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { deliverEvents } from '../../src/outbox/deliver-events.ts'
import type { EventHandler } from '../../src/outbox/event.ts'
import { createLog } from '../../src/shared/log.ts'
import { Doors } from '../features/appointments/door.ts'
import { auditedChanges } from '../support/audited.ts'
import { handlersOfAll } from './events.ts'

/** Numbers that look random and are the same each time. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; yield state / 2 ** 31) state = (state * 1103515245 + 12345) % 2 ** 31
}

test('whatever patients change while the receiver fails now and then, it is told of every version, once settled and in order', async t => {
  const doors = await Doors.open()
  const { changeRequests, clock, database } = doors
  const random = numbers(20260615)
  const next = () => random.next().value as number
  const told = new Map<string, number[]>()
  const handler: EventHandler = async ({ subject: { id: appointmentId, version } }) => {
    await wait(next() * 5)
    if (next() < 0.3) throw new Error('not now')
    told.set(appointmentId, [...(told.get(appointmentId) ?? []), version])
  }
  const handlers = handlersOfAll(handler)
  // The clock runs far ahead of the sending: no lease may end meanwhile.
  const pace = {
    lease: 24 * 60 * 60 * 1000,
    pauseWhenIdle: 1,
    firstBackOff: 10,
    maxBackOff: 10,
    maxAttempts: 1000,
  }
  const workers = [1, 2].map(() =>
    deliverEvents({ database, clock, log: createLog('silent'), handlers }, pace),
  )
  t.after(async () => {
    await Promise.all(workers.map(worker => worker.stop()))
    await database.destroy()
  })

  const patient = await doors.aPatient()
  const clinic = await doors.aClinic({ cancel_how: 'request', most_changes: 99 })
  const booked = []
  for (let index = 0; index < 4; index++)
    booked.push(await doors.booked(patient, clinic, { days: 7, hours: index }))
  const answered = { status: 'declined', decided_at: '2026-06-15T09:00:00.000' }
  for (let change = 0; change < 24; change++) {
    const at = Math.floor(next() * booked.length)
    const decision = await doors.decision(patient, String(booked[at]))
    if (next() < 0.4) {
      const slot = await doors.chosen(await doors.aSlot(clinic, { days: 8, hours: change }))
      booked[at] = await changeRequests.move(patient, decision, slot)
    } else {
      await changeRequests.cancel(patient, decision, 'other')
      await database('change_request').where('status', 'open').update(answered)
    }
    clock.pass({ seconds: 1 })
  }
  const limit = performance.now() + 60_000
  while (await database('outbox').whereNull('sent_at').first()) {
    assert.ok(performance.now() < limit, 'waited for too long')
    clock.pass({ seconds: 1 })
    await wait(5)
  }

  const committed = Map.groupBy(await auditedChanges(database), row => row.appointment_id as string)
  assert.ok([...committed.values()].some(changes => changes.length > 2))
  const versions = [...committed].map(([id, changes]) => [
    id,
    changes.map(row => row.version).toSorted((a, b) => a - b),
  ])
  assert.deepEqual(Object.fromEntries(told), Object.fromEntries(versions as [string, number[]][]))
})
