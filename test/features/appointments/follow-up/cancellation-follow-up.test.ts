import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { CannotClose } from '../../../../src/features/tasks/refusals.ts'
import type { PatientActor } from '../../../../src/shared/actor.ts'
import { BadRequest, NotPermitted } from '../../../../src/shared/errors.ts'
import { whileRefusing } from '../../../support/database/faulty-tables.ts'
import { aDatabase, onEachDatabase } from '../../../support/databases.ts'
import { TaskTeam } from '../../tasks/support.ts'
import { BookingTeam } from '../../worklist/support.ts'
import { Doors } from '../door.ts'

/** What follows when a patient cancels: somebody decides what happens to their care. */

let doors: Doors
let team: TaskTeam
let clinicId: string
let patient: PatientActor

async function open(t: TestContext, trust = {}) {
  doors = await Doors.open(await aDatabase(t))
  clinicId = await doors.aClinic(trust)
  const { trust_ods_code } = await doors.database('clinic').where('id', clinicId).first()
  team = new TaskTeam(doors, trust_ods_code)
  patient = await doors.aPatient()
}

async function cancelled(): Promise<string> {
  const id = await doors.booked(patient, clinicId, { days: 7 })
  await doors.changeRequests.cancel(patient, await doors.decision(patient, id), 'cannot-attend')
  return id
}

const tasks = () => doors.database('task').where('kind', 'cancellation-follow-up')

onEachDatabase(
  'a cancellation that takes effect at once opens a task with it, or neither is there',
  async t => {
    await open(t)
    const id = await doors.booked(patient, clinicId, { days: 7 })
    const decision = await doors.decision(patient, id)
    const refused = { verb: 'insert', table: 'task', message: 'disk full' } as const
    await assert.rejects(
      whileRefusing(doors.database, refused, () => doors.changeRequests.cancel(patient, decision, 'other')),
    )
    assert.equal((await doors.row(id)).status, 'booked')
    await Promise.all([1, 2].map(() => doors.changeRequests.cancel(patient, decision, 'other')))
    const [task, ...others] = await tasks()
    assert.deepEqual(others, [])
    assert.deepEqual(
      [task.status, task.appointment_id, task.patient_id, task.trust_ods_code],
      ['open', id, patient.patientId, team.trust],
    )
  },
)

onEachDatabase(
  'a request opens it when the booking team cancels as asked, and a move opens none',
  async t => {
    const booking = await BookingTeam.open(await aDatabase(t))
    doors = booking.doors
    const toCancel = await booking.asked('cancel')
    assert.deepEqual(await tasks(), [])
    await booking.work.completeCancellation(booking.amal, await booking.seen(toCancel.requestId))
    const toMove = await booking.asked('reschedule')
    const slot = await doors.aSlot(booking.clinicId, { days: 9 })
    const seen = await booking.seen(toMove.requestId)
    await booking.work.completeReschedule(booking.amal, seen, await doors.chosen(slot))
    assert.deepEqual(await tasks().pluck('appointment_id'), [toCancel.appointmentId])
  },
)

onEachDatabase(
  'it is closed as rebooked only when there is another appointment of the specialty',
  async t => {
    await open(t)
    await cancelled()
    const { id } = await tasks().first()
    const rebooked = async () =>
      team.work.close(team.amal, await team.seen(id), { outcome: 'rebooked', words: '' })
    await assert.rejects(rebooked(), CannotClose)
    const elsewhere = await doors.aClinic()
    await doors.booked(patient, elsewhere, { days: 9 })
    await assert.rejects(rebooked(), CannotClose, 'an appointment at another trust is none')
    await doors.booked(patient, clinicId, { days: 14 })
    await rebooked()
    assert.deepEqual(await team.history(id), [[2, 'closed', 'amal']])
  },
)

onEachDatabase('only a clinician discharges, and says why', async t => {
  await open(t)
  await cancelled()
  const { id } = await tasks().first()
  const discharge = { outcome: 'discharged', words: 'Well again. Letter to the GP.' }
  for (const staff of [team.amal, team.bea])
    await assert.rejects(team.work.close(staff, await team.seen(id), discharge), NotPermitted)
  const seen = await team.seen(id, team.doctor)
  await assert.rejects(team.work.close(team.doctor, seen, { ...discharge, words: ' ' }), BadRequest)
  await team.work.close(team.doctor, seen, discharge)
  const step = await doors.database('task_event').where('task_id', id).first()
  assert.deepEqual([step.event, step.role, step.note], ['closed', 'clinician', discharge.words])
  const row = await tasks().first()
  assert.deepEqual([row.outcome, row.reply], ['discharged', null])
})

onEachDatabase('back to the referrer needs words, and there is no other way to close it', async t => {
  await open(t)
  await cancelled()
  const { id } = await tasks().first()
  const close = async (outcome: string, words: string) =>
    team.work.close(team.amal, await team.seen(id), { outcome, words })
  await assert.rejects(close('back-to-referrer', ''), BadRequest)
  for (const other of ['answered-by-text', 'withdrawn', ''])
    await assert.rejects(close(other, 'Done'), BadRequest)
  await close('back-to-referrer', 'The GP was told by letter.')
  assert.equal((await tasks().first()).status, 'closed')
})
