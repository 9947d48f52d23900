import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deliverEvents } from '../../src/outbox/deliver-events.ts'
import type { EventHandler } from '../../src/outbox/event.ts'
import { createLog } from '../../src/shared/log.ts'
import { Doors } from '../features/appointments/door.ts'
import { auditedChanges } from '../support/audited.ts'
import { aMoment, until } from '../support/time/until.ts'
import { Random } from '../torture/random.ts'
import { handlersOfAll } from './events.ts'

test('a receiver that fails now and then gets every version of every appointment, once and in order', async t => {
  const doors = await Doors.open()
  const { changeRequests, clock, database } = doors
  const random = new Random(20260615)
  const sent = new Map<string, number[]>()
  const handler: EventHandler = async ({ subject: { id: appointmentId, version } }) => {
    await aMoment(random.between(0, 5))
    if (random.chance(0.3)) throw new Error('not now')
    sent.set(appointmentId, [...(sent.get(appointmentId) ?? []), version])
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
    const at = random.below(booked.length)
    const decision = await doors.decision(patient, String(booked[at]))
    if (random.chance(0.4)) {
      const slot = await doors.chosen(await doors.aSlot(clinic, { days: 8, hours: change }))
      booked[at] = await changeRequests.move(patient, decision, slot)
    } else {
      await changeRequests.cancel(patient, decision, 'other')
      await database('change_request').where('status', 'open').update(answered)
    }
    clock.pass({ seconds: 1 })
  }
  const allSent = async () => {
    clock.pass({ seconds: 1 })
    return !(await database('outbox').whereNull('sent_at').first())
  }
  await until('all are sent', allSent, 120, 5)

  const committed = Map.groupBy(await auditedChanges(database), row => row.appointment_id as string)
  assert.ok([...committed.values()].some(changes => changes.length > 2))
  const versions = [...committed].map(([id, changes]) => [
    id,
    changes.map(row => row.version).toSorted((a, b) => a - b),
  ])
  assert.deepEqual(Object.fromEntries(sent), Object.fromEntries(versions as [string, number[]][]))
})
