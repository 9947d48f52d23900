import assert from 'node:assert/strict'
import { incrementVersion, markCancelled, rebook } from '../../../src/features/appointments/booking-store.ts'
import { releasePlace, takePlace } from '../../../src/features/appointments/slot-store.ts'
import { aDatabase, onEachDatabase } from '../../support/databases.ts'
import { MONDAY } from '../../support/portal.ts'
import { Doors } from './door.ts'
import { everything } from './support.ts'

/** Each write checks the state it expects, so that it is safe when two transactions run at the same time. */
let doors: Doors

const test = (name: string, run: () => Promise<void>) =>
  onEachDatabase(name, async t => {
    doors = await Doors.open(await aDatabase(t))
    await run()
  })

async function anAppointment() {
  const patient = await doors.aPatient()
  const clinicId = await doors.aClinic()
  const id = await doors.booked(patient, clinicId, { days: 7 })
  return { patient, clinicId, id, appointment: await doors.appointments.find(patient, id) }
}

test('an appointment is cancelled, or gets a new version, only if it is as the patient saw it', async () => {
  const { appointment, id } = await anAppointment()
  const details = { reason: 'other', now: MONDAY }
  const refusedAfter = async (changes: object) => {
    await doors.database('appointment').where({ id }).update(changes)
    const untouched = await everything(doors.database)
    await doors.database.transaction(async transaction => {
      assert.equal(await markCancelled(transaction, appointment, details), false)
      assert.equal(await incrementVersion(transaction, appointment), false)
    })
    assert.equal(await everything(doors.database), untouched)
  }
  await refusedAfter({ version: 2 })
  await refusedAfter({ version: 1, status: 'noshow' })
  await doors.database('appointment').where({ id }).update({ status: 'booked' })
  await doors.database.transaction(async transaction => {
    assert.equal(await markCancelled(transaction, appointment, details), true)
    assert.equal(await markCancelled(transaction, appointment, details), false)
  })
})

test('no more places are taken than the slot has', async () => {
  const slot = await doors.aSlot(await doors.aClinic(), { days: 8 }, { capacity: 2 })
  await doors.database.transaction(async transaction => {
    const taken = [
      await takePlace(transaction, slot),
      await takePlace(transaction, slot),
      await takePlace(transaction, slot),
    ]
    assert.deepEqual(taken, [true, true, false])
    await releasePlace(transaction, slot)
    assert.equal(await takePlace(transaction, slot), true)
  })
  assert.equal((await doors.database('slot').where('id', slot).first()).booked, 2)
})

test('the database itself refuses invalid rows', async () => {
  const { clinicId, id } = await anAppointment()
  const row = await doors.row(id)
  const refused = (write: PromiseLike<unknown>) => assert.rejects(async () => write, /constraint/i)
  const slot = await doors.aSlot(clinicId, { days: 8 })
  await refused(doors.database('slot').where('id', slot).update('booked', 2))
  await refused(doors.database('slot').where('id', slot).update('booked', -1))
  await refused(doors.database('appointment').insert({ ...row, id: slot }))
  await refused(doors.database('appointment').where({ id }).update('ends_at', String(row.starts_at)))
  await refused(doors.database('appointment').where({ id }).update('status', 'cancelled'))
  await refused(doors.database('slot').where('id', String(row.slot_id)).delete())
  const request = {
    appointment_id: id,
    kind: 'cancel',
    reason: 'other',
    requested_at: '2026-06-15T09:00:00.000',
    promised_by: '2026-06-15T09:00:00.000',
  }
  await doors.database('change_request').insert({ ...request, id })
  await refused(doors.database('change_request').insert({ ...request, id: slot }))
})

test('a moved appointment is the same appointment at another time', async () => {
  const { appointment, clinicId, id, patient } = await anAppointment()
  await doors
    .database('appointment')
    .where({ id })
    .update({ ubrn: '123456789012', pathway_id: 'P1', priority: 'URGENT' })
  await doors.aSlot(clinicId, { days: 9 }, { medium: 'VIDEO_CONSULTATION' })
  const [time] = await doors.appointments.freeTimes(patient, appointment)
  assert.ok(time)
  const again = await doors.database.transaction(transaction => rebook(transaction, appointment, time))
  const [old, next] = [await doors.row(id), await doors.row(again)]
  const { pas_id, slot_id, starts_at, ends_at, medium, changes_made, version, id: _id, ...same } = next
  for (const [column, value] of Object.entries(same)) assert.equal(value, old[column], column)
  assert.deepEqual(
    [slot_id, starts_at, ends_at, medium, changes_made, version],
    [time.slotId, '2026-06-24T09:00:00.000', '2026-06-24T09:30:00.000', 'VIDEO_CONSULTATION', 1, 1],
  )
  assert.notEqual(pas_id, old.pas_id)
})
