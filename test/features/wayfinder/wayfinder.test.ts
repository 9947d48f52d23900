import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { toColumn } from '../../../src/database/columns.ts'
import { reportAppointment } from '../../../src/features/wayfinder/wayfinder.ts'
import { whileRefusing } from '../../support/database/faulty-tables.ts'
import { answer, send } from '../../support/form.ts'
import { aPortal, type TestPortal } from '../../support/portal.ts'
import {
  aboutToAsk,
  aboutToCancel,
  aboutToMove,
  aRequest,
  freeSlot,
  type Patient,
  someone,
  someoneLoggedIn,
} from '../appointments/support.ts'
import { eventsOf } from './reported.ts'

let portal: TestPortal
before(async () => {
  portal = await aPortal()
})
after(() => portal.close())

const codes = async (id: string) => (await eventsOf(portal.database, id)).map(({ kind }) => kind)

/** The hospital changes the appointment in the PAS, which increments the version. */
async function inThePas({ id }: Patient, changes: Record<string, unknown>) {
  const version = portal.database.raw('version + 1')
  await portal
    .database('appointment')
    .where('id', id)
    .update({ ...changes, version })
}

function report(id: string) {
  return portal.database.transaction(transaction => reportAppointment(transaction, id, portal.clock.now()))
}

const byHospital = () => ({
  status: 'cancelled',
  cancelled_by: 'hospital',
  cancelled_at: toColumn(portal.clock.now()),
})

test('cancelling at once is reported as the appointment, then its cancellation by the patient', async () => {
  const them = await someoneLoggedIn(portal)
  await send(them.browser, `${them.address}/cancel/confirm`, await aboutToCancel(them)).expect(303)
  const events = await eventsOf(portal.database, them.id)
  assert.deepEqual(
    events.map(({ kind, details }) => [kind, details.status ?? details.by]),
    [
      ['appointment', 'cancelled'],
      ['appointment-cancelled', 'patient'],
    ],
  )
  assert.ok(events.every(({ patient_id }) => patient_id === them.patientId))
})

test('moving at once is reported as both appointments, then the move', async () => {
  const them = await someoneLoggedIn(portal)
  const slot = await freeSlot(portal, them, { days: 9 })
  await send(them.browser, `${them.address}/reschedule/check-new-time`, await aboutToMove(portal, them, slot))
  const { moved_to_id: newId } = await portal.database('appointment').where('id', them.id).first()
  const kept = await portal.database('reporting_event').where('patient_id', them.patientId).orderBy('id')
  assert.deepEqual(
    kept.filter(({ kind }) => kind !== 'log-in').map(({ kind, appointment_id: id }) => [kind, id]),
    [
      ['appointment', them.id],
      ['appointment', newId],
      ['appointment-moved', them.id],
    ],
  )
  assert.deepEqual(JSON.parse(kept.at(-1)?.details).movedToId, newId)
})

for (const kind of ['cancel', 'reschedule'] as const)
  test(`a request to ${kind} is reported with its session, and later the decision`, async () => {
    const them = await someoneLoggedIn(portal, { trust: { [`${kind}_how`]: 'request' } })
    if (kind === 'cancel')
      await send(them.browser, `${them.address}/cancel/confirm`, await aboutToCancel(them)).expect(303)
    else
      await send(them.browser, `${them.address}/reschedule/check-request`, await aboutToAsk(them)).expect(303)
    const what = kind === 'cancel' ? 'cancellation' : 'reschedule'
    const events = await eventsOf(portal.database, them.id)
    assert.deepEqual(
      events.map(event => event.kind),
      ['appointment', `${what}-requested`],
    )
    const [logIn] = await portal
      .database('reporting_event')
      .where({ patient_id: them.patientId, kind: 'log-in' })
    assert.equal(events[1]?.session_id, logIn.session_id)

    portal.clock.pass({ minutes: 90 })
    const decided_at = toColumn(portal.clock.now())
    await portal
      .database('change_request')
      .where('appointment_id', them.id)
      .update({ status: 'declined', decided_at })
    await inThePas(them, {})
    await report(them.id)
    await inThePas(them, {})
    await report(them.id)
    const after = await eventsOf(portal.database, them.id)
    assert.deepEqual(
      after.slice(2).map(event => [event.kind, event.details.minutes]),
      [
        ['appointment', undefined],
        [`${what}-declined`, 90],
        ['appointment', undefined],
      ],
    )
  })

test('a change made in the PAS is reported as what happened to the appointment', async () => {
  for (const [changes, expected] of [
    [{}, ['appointment']],
    [byHospital(), ['appointment', 'appointment-cancelled']],
    [{ status: 'noshow', attended: '3' }, ['appointment', 'appointment-missed']],
    [{ status: 'fulfilled', attended: '5' }, ['appointment']],
  ] as const) {
    const them = await someone(portal)
    await report(them.id)
    await inThePas(them, changes)
    await report(them.id)
    await report(them.id)
    assert.deepEqual(await codes(them.id), ['appointment', ...expected])
  }
})

test('an appointment is first reported with its current state, without events of long ago', async () => {
  const old = { ...byHospital(), cancelled_at: '2026-06-01T09:00:00.000' }
  for (const [appointment, expected] of [
    [old, ['appointment']],
    [byHospital(), ['appointment', 'appointment-cancelled']],
    [{ status: 'noshow' }, ['appointment']],
  ] as const) {
    const them = await someone(portal, { appointment })
    await aRequest(portal.database, them.id, 'cancel')
    await portal
      .database('change_request')
      .where('appointment_id', them.id)
      .update({ status: 'done', decided_at: '2026-06-01T10:00:00.000' })
    await report(them.id)
    assert.deepEqual(await codes(them.id), expected)
  }
})

test('appointments that are not shown, and patients who may not use the portal, are not reported', async () => {
  const hidden = [{ appointment: { hidden: true } }, { appointment: { holding: true } }]
  for (const arrangement of hidden) {
    const them = await someone(portal, arrangement)
    await report(them.id)
    assert.deepEqual(await codes(them.id), [])
  }
  for (const changes of [
    { sensitive: true },
    { portal_access: false },
    { nhs_number_status: '05' },
    { birth_date: '2010-06-16' },
  ]) {
    const them = await someone(portal)
    await portal.database('patient').where('id', them.patientId).update(changes)
    await report(them.id)
    assert.deepEqual(await codes(them.id), [])
  }
})

test('a circular chain of moves does not loop for ever', async () => {
  const [first, second] = [await someone(portal), await someone(portal)]
  await inThePas(first, { ...byHospital(), moved_to_id: second.id })
  await inThePas(second, { ...byHospital(), moved_to_id: first.id })
  await report(first.id)
  assert.deepEqual((await codes(second.id)).toSorted(), ['appointment', 'appointment-moved'])
})

test('when the event cannot be saved, the change is not made', async () => {
  const them = await someoneLoggedIn(portal)
  const form = await aboutToCancel(them)
  const where = { kind: 'appointment-cancelled' }
  await whileRefusing(portal.database, { verb: 'insert', table: 'reporting_event', where }, async () => {
    await send(them.browser, `${them.address}/cancel/confirm`, form).expect(500)
  })
  const row = await portal.database('appointment').where('id', them.id).first()
  assert.equal(row.status, 'booked')
  assert.deepEqual(await codes(them.id), [])
  assert.equal((await answer(them.browser, `${them.address}/cancel`, { reason: 'other' })).status, 303)
})

test('workers that report the same change at the same time report it once', async () => {
  const them = await someone(portal)
  await Promise.allSettled(Array.from({ length: 8 }, () => report(them.id)))
  assert.deepEqual(await codes(them.id), ['appointment'])
  assert.deepEqual(await codes(randomUUID()), [])
})
