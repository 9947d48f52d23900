import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { toColumn } from '../../../src/database/columns.ts'
import { openRequestAges } from '../../../src/features/appointments/change-request-store.ts'
import { MONDAY } from '../../support/portal.ts'
import { Doors } from './door.ts'

test('open requests are counted by age and by missed promise, and decided ones are not counted', async t => {
  const doors = await Doors.open()
  t.after(() => doors.database.destroy())
  const none = { open: 0, pastPromise: 0, byAge: { '1d': 0, '3d': 0, '7d': 0, older: 0 } }
  assert.deepEqual(await openRequestAges(doors.database, MONDAY), none)

  const patient = await doors.aPatient()
  const clinic = await doors.aClinic()
  const addRequest = async (hoursAgo: number, promisedIn: number, changes = {}) => {
    const appointment_id = await doors.booked(patient, clinic, { days: 7, hours: hoursAgo })
    await doors.database('change_request').insert({
      id: randomUUID(),
      appointment_id,
      kind: 'cancel',
      reason: 'other',
      requested_at: toColumn(MONDAY.subtract({ hours: hoursAgo })),
      promised_by: toColumn(MONDAY.add({ hours: promisedIn })),
      ...changes,
    })
  }
  await addRequest(0, 1)
  await addRequest(24, 0)
  await addRequest(25, 1)
  await addRequest(100, -1)
  await addRequest(24 * 7, -5)
  await addRequest(24 * 7 + 1, -6)
  await addRequest(24 * 30, -700)
  await addRequest(48, -1, { status: 'done', decided_at: toColumn(MONDAY) })
  assert.deepEqual(await openRequestAges(doors.database, MONDAY), {
    open: 7,
    pastPromise: 4,
    byAge: { '1d': 2, '3d': 1, '7d': 2, older: 2 },
  })
})
