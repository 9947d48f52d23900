import assert from 'node:assert/strict'
import { TimeTaken } from '../../../../src/features/appointments/refusals.ts'
import { requestBalance } from '../../../../src/features/worklist/request-balance-store.ts'
import { Worklist } from '../../../../src/features/worklist/worklist.ts'
import { BadRequest } from '../../../../src/shared/errors.ts'
import { aDatabase, onEachDatabase } from '../../../support/databases.ts'
import { slotsNotAsBooked } from '../../appointments/door.ts'
import { ClinicTeam } from '../support.ts'

let team: ClinicTeam

const test = (name: string, run: () => Promise<void>) =>
  onEachDatabase(name, async t => {
    team = await ClinicTeam.open(await aDatabase(t))
    await run()
  })

/** A new patient with an appointment in so many days. */
async function booked(days: number, hours = 0, changes = {}) {
  const patient = await team.doors.aPatient()
  const id = await team.doors.booked(patient, team.clinicId, { days, hours }, changes)
  return { patient, id }
}

const requestsAbout = (id: string) => team.doors.database('change_request').where('appointment_id', id)

test('a closed day moves each patient to the first free time, new before old, and they are to be told', async () => {
  const { id, patient } = await booked(7)
  const soon = await team.doors.aSlot(team.clinicId, { days: 1 })
  const inPerson = await team.doors.aSlot(team.clinicId, { days: 8 }, { medium: 'FACE_TO_FACE' })
  const suits = await team.doors.aSlot(team.clinicId, { days: 9 })
  const closureId = await team.close(team.day(7))
  const old = await team.doors.row(id)
  assert.deepEqual(
    [old.status, old.cancelled_by, old.attended, old.cancellation_reason],
    ['cancelled', 'hospital', '4', 'moved'],
  )
  const moved = await team.doors.row(String(old.moved_to_id))
  assert.deepEqual([moved.status, moved.slot_id, moved.changes_made], ['booked', suits, 0])
  for (const each of [soon, inPerson]) assert.equal((await team.slot(each)).booked, 0)
  const [request, ...others] = await requestsAbout(id)
  assert.deepEqual(others, [])
  assert.deepEqual([request.kind, request.reason, request.status], ['reschedule', 'clinic-closed', 'done'])
  assert.ok(request.untold_since)
  assert.deepEqual(await team.outcomes(closureId), { [id]: 'moved' })
  const actions = await team.doors
    .database('audit_log')
    .where({ patient_id: patient.patientId, actor: 'staff' })
    .orderBy('place')
    .pluck('action')
  assert.deepEqual(actions, ['moved', 'booked-by-move', 'needs-new-time', 'completed-request'])
  assert.deepEqual(await slotsNotAsBooked(team.doors.database), [])
})

test('a patient for whom there is no time is on the worklist: the hospital owes a time, and all requests are accounted for', async () => {
  const { id, patient } = await booked(7)
  await team.close(team.day(7))
  const old = await team.doors.row(id)
  assert.deepEqual([old.status, old.cancelled_by, old.moved_to_id], ['cancelled', 'hospital', null])
  const worklist = new Worklist(team.doors.database, team.doors.clock)
  const { items } = await worklist.list(team.lead, {}, { limit: 10 })
  assert.deepEqual(
    items.map(({ appointmentId, byHospital }) => [appointmentId, byHospital]),
    [[id, true]],
  )
  const appointment = await team.doors.appointments.find(patient, id)
  assert.deepEqual([appointment.request?.byHospital, appointment.status], [true, 'cancelled'])
  const { byState, received, unaccounted } = await requestBalance(team.doors.database, team.doors.clock.now())
  assert.deepEqual([received, byState.open, unaccounted], [1, 1, 0])
})

test('staff can choose for one patient, and a time that is gone by then means the worklist', async () => {
  const [chosenFor, listed, unlucky] = [await booked(7), await booked(7, 1), await booked(7, 2)]
  const first = await team.doors.aSlot(team.clinicId, { days: 8 })
  const later = await team.doors.aSlot(team.clinicId, { days: 9 })
  const taken = await team.doors.aSlot(team.clinicId, { days: 10 }, { booked: 1 })
  const chosen = new Map([
    [chosenFor.id, later],
    [listed.id, 'worklist'],
    [unlucky.id, taken],
  ])
  const closureId = await team.close(team.day(7), { chosen })
  assert.deepEqual(await team.outcomes(closureId), {
    [chosenFor.id]: 'moved',
    [listed.id]: 'worklist',
    [unlucky.id]: 'worklist',
  })
  assert.equal((await team.slot(later)).booked, 1)
  assert.equal((await team.slot(first)).booked, 0)
})

test('nobody can book a blocked slot, neither with a form that was open before nor when a place becomes free', async () => {
  const { id } = await booked(7)
  const slotId = String((await team.doors.row(id)).slot_id)
  const free = await team.doors.aSlot(team.clinicId, { days: 7, hours: 2 }, { capacity: 2 })
  const other = await booked(5)
  const decision = await team.doors.decision(other.patient, other.id)
  const toFree = await team.doors.chosen(free)
  const toVacated = await team.doors.chosen(slotId)
  const closureId = await team.close(team.day(7))
  assert.deepEqual([(await team.slot(slotId)).booked, (await team.slot(slotId)).blocks], [0, 1])
  for (const chosen of [toFree, toVacated])
    await assert.rejects(team.doors.changeRequests.move(other.patient, decision, chosen), TimeTaken)
  const { closure } = await team.closures.find(team.lead, closureId)
  await team.closures.reopen(team.lead, closureId, closure.version)
  await team.doors.changeRequests.move(other.patient, decision, toFree)
})

test('only the selected slots are closed', async () => {
  const [closed, stays] = [await booked(7), await booked(7, 1)]
  const slotId = String((await team.doors.row(closed.id)).slot_id)
  const closureId = await team.close(team.day(7, [slotId]))
  assert.deepEqual(Object.keys(await team.outcomes(closureId)), [closed.id])
  assert.equal((await team.doors.row(stays.id)).status, 'booked')
  assert.equal((await team.slot(String((await team.doors.row(stays.id)).slot_id))).blocks, 0)
})

test('who had asked to cancel is cancelled as asked, and no one is moved to any time who asked for another or is urgent', async () => {
  const [toCancel, toMove] = [await booked(7), await booked(7, 1)]
  const urgent = await booked(7, 2, { priority: 'TWO_WEEK_WAIT' })
  await team.doors.aSlot(team.clinicId, { days: 9 }, { capacity: 5 })
  await team.doors.database('trust').update({ cancel_how: 'request', reschedule_how: 'request' })
  const { changeRequests } = team.doors
  await changeRequests.cancel(
    toCancel.patient,
    await team.doors.decision(toCancel.patient, toCancel.id),
    'other',
  )
  const wishes = { reason: 'ill', days: ['monday'], times: ['morning'], datesToAvoid: '' }
  await changeRequests.requestReschedule(
    toMove.patient,
    await team.doors.decision(toMove.patient, toMove.id),
    wishes,
  )
  const closureId = await team.close(team.day(7))
  assert.deepEqual(await team.outcomes(closureId), {
    [toCancel.id]: 'cancelled-as-asked',
    [toMove.id]: 'worklist',
    [urgent.id]: 'worklist',
  })
  const state = async (id: string) => (await requestsAbout(id)).map(({ reason, status }) => [reason, status])
  assert.deepEqual(await state(toCancel.id), [['other', 'done']])
  assert.deepEqual(await state(toMove.id), [['ill', 'open']])
})

test('appointments outside slots are affected too, but no stay, nothing that has begun, and no holding appointment', async () => {
  const outside = await booked(7, 1, { slot_id: null })
  await booked(7, 2, { slot_id: null, encounter_class: 'inpatient' })
  await booked(7, 3, { holding: true })
  const cancelled = { status: 'cancelled', cancelled_by: 'patient', cancelled_at: '2026-06-15T08:00:00.000' }
  await booked(7, 4, cancelled)
  const { affected } = await team.closures.preview(team.lead, team.day(7))
  assert.deepEqual(
    affected.map(({ appointmentId }) => appointmentId),
    [outside.id],
  )
})

test('the same form sent twice closes once', async () => {
  await booked(7)
  const confirmed = await team.confirmed(team.day(7))
  await Promise.all([1, 2].map(() => team.closures.close(team.lead, confirmed)))
  assert.equal((await team.doors.database('closure')).length, 1)
  const entries = await team.doors.database('audit_log').where('action', 'closed-clinic')
  assert.deepEqual(
    entries.map(({ patient_id, subject_id }) => [patient_id, subject_id]),
    [[`trust:${team.trust}`, confirmed.id]],
  )
  assert.equal((await team.doors.database('slot').max({ blocks: 'blocks' }).first())?.blocks, 1)
})

test('a form with the id of another closure, also of another trust, closes nothing', async () => {
  const other = await ClinicTeam.of(team.doors)
  await team.doors.aSlot(team.clinicId, { days: 7 })
  await other.doors.aSlot(other.clinicId, { days: 7 })
  const id = await other.close(other.day(7))
  const confirmed = { ...(await team.confirmed(team.day(7))), id }
  await assert.rejects(team.closures.close(team.lead, confirmed), BadRequest)
  assert.deepEqual(await team.doors.database('closure').pluck('trust_ods_code'), [other.trust])
})

test('a slot that two closures block is free only when both are opened again', async () => {
  const slotId = await team.doors.aSlot(team.clinicId, { days: 7 })
  const [day, time] = [await team.close(team.day(7)), await team.close(team.day(7, [slotId]))]
  for (const [index, id] of [day, time].entries()) {
    await team.closures.reopen(team.lead, id, 1)
    assert.equal((await team.slot(slotId)).blocks, 1 - index)
  }
})
