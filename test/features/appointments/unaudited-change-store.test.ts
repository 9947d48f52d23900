import assert from 'node:assert/strict'
import { changesWithoutEntry } from '../../../src/features/appointments/unaudited-change-store.ts'
import { aDatabase, onEachDatabase } from '../../support/databases.ts'
import { Doors } from './door.ts'

/** Patients who have moved, cancelled and asked, and one who has done nothing. */
async function afterChanges(t: Parameters<Parameters<typeof onEachDatabase>[1]>[0]) {
  const doors = await Doors.open(await aDatabase(t))
  const { changeRequests, database } = doors
  const clinic = await doors.aClinic()
  const asking = await doors.aClinic({ cancel_how: 'request', reschedule_how: 'request' })
  const [ann, bob, cy] = [await doors.aPatient(), await doors.aPatient(), await doors.aPatient()]
  const ofAnn = await doors.booked(ann, clinic, { days: 7 })
  const slot = await doors.chosen(await doors.aSlot(clinic, { days: 8 }))
  const moved = await changeRequests.move(ann, await doors.decision(ann, ofAnn), slot)
  const ofBob = await doors.booked(bob, clinic, { days: 9 })
  await changeRequests.cancel(bob, await doors.decision(bob, ofBob), 'other')
  const ofCy = await doors.booked(cy, asking, { days: 7 })
  await changeRequests.cancel(cy, await doors.decision(cy, ofCy), 'other')
  await doors.booked(cy, clinic, { days: 20 })
  const without = async () =>
    (await changesWithoutEntry(database)).map(({ appointmentId, by }) => `${by} ${appointmentId}`)
  return { database, ofAnn, moved, ofBob, ofCy, without }
}

onEachDatabase('changes that were made in the portal all have their entries', async t => {
  const { without } = await afterChanges(t)
  assert.deepEqual(await without(), [])
})

onEachDatabase('a change whose entry is gone is found by its event or its request', async t => {
  const { database, ofAnn, moved, ofBob, ofCy, without } = await afterChanges(t)
  await database('audit_log').delete()
  assert.deepEqual(
    (await without()).toSorted(),
    [`event ${ofAnn}`, `event ${moved}`, `event ${ofBob}`, `event ${ofCy}`, `request ${ofCy}`].toSorted(),
  )
})

onEachDatabase('an entry in the chain of another patient does not count', async t => {
  const { database, ofBob, without } = await afterChanges(t)
  await database('audit_log').where('appointment_id', ofBob).update('patient_id', 'another')
  assert.deepEqual(await without(), [`event ${ofBob}`])
})

onEachDatabase(
  'a cancellation without entry and event is found, and one by the hospital is none',
  async t => {
    const { database, ofBob, without } = await afterChanges(t)
    await database('audit_log').where('appointment_id', ofBob).delete()
    await database('outbox').where('subject_id', ofBob).delete()
    assert.deepEqual(await without(), [`appointment ${ofBob}`])
    await database('appointment').where('id', ofBob).update('cancelled_by', 'hospital')
    assert.deepEqual(await without(), [])
  },
)

onEachDatabase('an entry of a release before the chains counts', async t => {
  const { database, ofBob, without } = await afterChanges(t)
  const entry = await database('audit_log').where({ appointment_id: ofBob, action: 'cancelled' }).first()
  const { at, actor, action, appointment_id, patient_id, version } = entry
  await database('audit_log').where('appointment_id', ofBob).delete()
  assert.deepEqual(await without(), [`event ${ofBob}`])
  await database('audit_entry').insert({ at, actor, action, appointment_id, patient_id, version })
  assert.deepEqual(await without(), [])
})
