import assert from 'node:assert/strict'
import { hasOtherAppointment } from '../../../src/features/appointments/follow-up/follow-up-store.ts'
import { aDatabase, onEachDatabase } from '../../support/databases.ts'
import { type Asked, BookingTeam } from './support.ts'

let team: BookingTeam

const test = (name: string, run: () => Promise<void>) =>
  onEachDatabase(name, async t => {
    team = await BookingTeam.open(await aDatabase(t))
    await run()
  })

const tasks = (patientId: string) =>
  team.doors.database('task').where('patient_id', patientId).select('kind', 'status', 'appointment_id')

/** The hospital cancels, after the patient has asked for another time. */
async function owed(): Promise<Asked> {
  const asked = await team.asked('reschedule')
  const cancelled = { status: 'cancelled', cancelled_by: 'hospital', cancelled_at: '2026-06-15T09:00:00.000' }
  await team.doors.database('appointment').where('id', asked.appointmentId).update(cancelled)
  return asked
}

for (const outcome of ['declined', 'withdrawn'] as const)
  test(`a request that is ${outcome} after the hospital has cancelled opens the task about the patient’s care`, async () => {
    const { patient, ...asked } = await owed()
    if (outcome === 'declined')
      await team.work.decline(team.amal, await team.seen(asked.requestId), 'No time.')
    else await team.patientRequests.withdraw(patient, asked)
    assert.equal((await team.row(asked.requestId)).status, outcome)
    assert.deepEqual(await tasks(patient.patientId), [
      { kind: 'cancellation-follow-up', status: 'open', appointment_id: asked.appointmentId },
    ])
  })

test('while the appointment is booked, no task is opened by that', async () => {
  const declined = await team.asked('reschedule')
  await team.work.decline(team.amal, await team.seen(declined.requestId), 'No time.')
  const { patient, ...withdrawn } = await team.asked('reschedule')
  await team.patientRequests.withdraw(patient, withdrawn)
  for (const each of [declined.patient, patient]) assert.deepEqual(await tasks(each.patientId), [])
})

test('the time that the hospital owes is none of the changes that a patient may make', async () => {
  const { appointmentId, requestId } = await owed()
  const slotId = await team.doors.aSlot(team.clinicId, { days: 14 })
  const id = await team.work.completeReschedule(
    team.amal,
    await team.seen(requestId),
    await team.doors.chosen(slotId),
  )
  assert.equal((await team.doors.row(id)).changes_made, 0)
  const own = await team.asked('reschedule')
  const other = await team.doors.aSlot(team.clinicId, { days: 15 })
  const moved = await team.work.completeReschedule(
    team.amal,
    await team.seen(own.requestId),
    await team.doors.chosen(other),
  )
  assert.equal((await team.doors.row(moved)).changes_made, 1)
  assert.notEqual(appointmentId, own.appointmentId)
})

test('an appointment that nobody attends is no other appointment', async () => {
  const { appointmentId, patient } = await owed()
  const about = {
    ...{ appointmentId, patientId: patient.patientId, trustOdsCode: team.trust },
    openedAt: team.doors.clock.now(),
  }
  await team.doors.booked(patient, team.clinicId, { days: 20 }, { holding: true })
  assert.equal(await hasOtherAppointment(team.doors.database, about), false)
  await team.doors.booked(patient, team.clinicId, { days: 21 })
  assert.equal(await hasOtherAppointment(team.doors.database, about), true)
})
