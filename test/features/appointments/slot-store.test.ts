import assert from 'node:assert/strict'
import { takePlace } from '../../../src/features/appointments/slot-store.ts'
import { aDatabase, onEachDatabase } from '../../support/databases.ts'
import { Doors } from './door.ts'

let doors: Doors

const test = (name: string, run: () => Promise<void>) =>
  onEachDatabase(name, async t => {
    doors = await Doors.open(await aDatabase(t))
    await run()
  })

/** The times offered to a patient of a clinic whose own appointment is in a week. */
async function offered(
  slots: (clinicId: string) => Promise<unknown>[],
  prepare: (
    patient: Awaited<ReturnType<Doors['aPatient']>>,
    clinicId: string,
  ) => Promise<unknown> = async () => {},
) {
  const patient = await doors.aPatient()
  const clinicId = await doors.aClinic()
  const own = await doors.booked(patient, clinicId, { days: 7 })
  await prepare(patient, clinicId)
  const made = await Promise.all(slots(clinicId))
  const times = await doors.appointments.freeTimes(patient, await doors.appointments.find(patient, own))
  return { times, made, ids: times.map(({ slotId }) => slotId) }
}

test('a patient is offered the free times of their clinic, soonest first', async () => {
  const { ids, made } = await offered(clinic => [
    doors.aSlot(clinic, { days: 9 }),
    doors.aSlot(clinic, { days: 2 }),
    doors.aSlot(clinic, { days: 30 }),
  ])
  const [nine, two, thirty] = made
  assert.deepEqual(ids, [two, nine, thirty])
})

test('a patient is not offered their own time, full or blocked slots or times that have begun', async () => {
  const { times } = await offered(clinic => [
    doors.aSlot(clinic, { days: 8 }, { booked: 1 }),
    doors.aSlot(clinic, { days: 8 }, { capacity: 3, booked: 3 }),
    doors.aSlot(clinic, { days: 8 }, { capacity: 0 }),
    doors.aSlot(clinic, { days: 8 }, { blocks: 1 }),
    doors.aSlot(clinic, { hours: -1 }),
    doors.aSlot(clinic, { hours: 0 }),
  ])
  assert.deepEqual(times, [])
})

test('a time is offered until the notice that the clinic asks for, and while one place is left', async () => {
  const { ids, made } = await offered(clinic => [
    doors.aSlot(clinic, { hours: 24 }),
    doors.aSlot(clinic, { days: 8 }, { capacity: 3, booked: 2 }),
  ])
  assert.deepEqual(ids, made)
  const { times } = await offered(clinic => [
    doors.aSlot(clinic, { minutes: 3 }),
    doors.aSlot(clinic, { hours: 23, minutes: 59, seconds: 59 }),
  ])
  assert.deepEqual(times, [])
})

test('a patient is not offered times of another clinic', async () => {
  const { times } = await offered(() => [doors.aClinic().then(other => doors.aSlot(other, { days: 8 }))])
  assert.deepEqual(times, [])
})

test('a patient is not offered times that overlap another of their bookings at any hospital', async () => {
  const { ids, made } = await offered(
    clinic => [
      doors.aSlot(clinic, { days: 7, hours: 23, minutes: 30 }), // ends as the other begins
      doors.aSlot(clinic, { days: 7, hours: 23, minutes: 31 }),
      doors.aSlot(clinic, { days: 8 }),
      doors.aSlot(clinic, { days: 8, minutes: 29 }),
      doors.aSlot(clinic, { days: 8, minutes: 30 }), // begins as the other ends
    ],
    async patient => doors.booked(patient, await doors.aClinic(), { days: 8 }),
  )
  assert.deepEqual(ids, [made[0], made[4]])
})

test('cancelled bookings and other patients’ bookings do not block a time', async () => {
  const { ids, made } = await offered(
    clinic => [doors.aSlot(clinic, { days: 8 })],
    async (patient, clinicId) => {
      await doors.booked(await doors.aPatient(), clinicId, { days: 8 })
      await doors.booked(
        patient,
        await doors.aClinic(),
        { days: 8 },
        {
          slot_id: null,
          status: 'cancelled',
          cancelled_by: 'hospital',
          cancelled_at: '2026-06-14T09:00:00.000',
        },
      )
    },
  )
  assert.deepEqual(ids, made)
})

test('a time that overlaps the current appointment is offered', async () => {
  const { ids, made } = await offered(clinic => [doors.aSlot(clinic, { days: 7, minutes: 15 })])
  assert.deepEqual(ids, made)
})

test('no place of a blocked slot can be taken, whatever was read before', async () => {
  const slotId = await doors.aSlot(await doors.aClinic(), { days: 8 }, { blocks: 1 })
  const take = () => doors.database.transaction(transaction => takePlace(transaction, slotId))
  assert.equal(await take(), false)
  await doors.database('slot').where('id', slotId).update('blocks', 0)
  assert.equal(await take(), true)
})
