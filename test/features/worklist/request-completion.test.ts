import assert from 'node:assert/strict'
import { TimeTaken } from '../../../src/features/appointments/refusals.ts'
import { BookingChanged } from '../../../src/features/worklist/refusals.ts'
import { auditedChanges } from '../../support/audited.ts'
import { whileRefusing } from '../../support/database/faulty-tables.ts'
import { aDatabase, onEachDatabase } from '../../support/databases.ts'
import { slotsNotAsBooked } from '../appointments/door.ts'
import { everything } from '../appointments/support.ts'
import { BookingTeam, recorded } from './support.ts'

let team: BookingTeam

const test = (name: string, run: () => Promise<void>) =>
  onEachDatabase(name, async t => {
    team = await BookingTeam.open(await aDatabase(t))
    await run()
    assert.deepEqual(await slotsNotAsBooked(team.doors.database), [])
  })

test('a cancellation as asked frees the place, and is the patient’s own in every record', async () => {
  const { patient, appointmentId, requestId } = await team.asked('cancel')
  await team.work.completeCancellation(team.amal, await team.seen(requestId))
  const row = await team.doors.row(appointmentId)
  assert.deepEqual(
    [row.status, row.cancelled_by, row.cancellation_reason, row.attended, row.version],
    ['cancelled', 'patient', 'private-care', '2', 3],
  )
  assert.deepEqual(await recorded(team.doors.database, requestId, patient.patientId), [
    [2, 'done', 'amal', 'booking-team', null],
  ])
  const entry = await auditedChanges(team.doors.database).where('action', 'cancelled').first()
  assert.deepEqual(
    [entry.actor, entry.actor_id, entry.patient_id, entry.appointment_id],
    ['staff', 'amal', patient.patientId, appointmentId],
  )
  const kinds = await team.doors.database('outbox').where('subject_id', appointmentId).pluck('kind')
  assert.deepEqual(kinds.toSorted(), ['appointment-cancelled', 'cancellation-requested'])
  const reported = await team.doors.database('reporting_event').orderBy('id').pluck('kind')
  assert.deepEqual(reported.slice(-2), ['appointment-cancelled', 'cancellation-done'])
})

test('a new time as asked is booked before the old one is given up, also sooner than patients may', async () => {
  const { patient, appointmentId, requestId } = await team.asked('reschedule')
  const slot = await team.doors.aSlot(team.clinicId, { hours: 3 })
  const seen = await team.seen(requestId)
  const full = await team.worklist.find(team.amal, requestId)
  const offered = await team.worklist.freeTimes(team.amal, full)
  assert.deepEqual(
    offered.map(time => time.slotId),
    [slot],
  )
  const movedToId = await team.work.completeReschedule(team.amal, seen, await team.doors.chosen(slot))
  const [old, now] = [await team.doors.row(appointmentId), await team.doors.row(movedToId)]
  assert.deepEqual([old.status, old.moved_to_id], ['cancelled', movedToId])
  assert.deepEqual([now.status, now.slot_id, now.patient_id], ['booked', slot, patient.patientId])
  assert.deepEqual(await recorded(team.doors.database, requestId, patient.patientId), [
    [2, 'done', 'amal', 'booking-team', null],
  ])
  const reported = await team.doors.database('reporting_event').orderBy('id').pluck('kind')
  assert.deepEqual(reported.slice(-3), ['appointment', 'appointment-moved', 'reschedule-done'])
})

test('a time that was taken meanwhile leaves patient and request as they are', async () => {
  const { requestId } = await team.asked('reschedule')
  const slot = await team.doors.aSlot(team.clinicId, { days: 8 })
  const chosen = await team.doors.chosen(slot)
  await team.doors.booked(await team.doors.aPatient(), team.clinicId, { days: 8 }, { slot_id: slot })
  const untouched = await everything(team.doors.database)
  const attempt = team.work.completeReschedule(team.amal, await team.seen(requestId), chosen)
  await assert.rejects(attempt, TimeTaken)
  assert.equal(await everything(team.doors.database), untouched)
})

test('a patient whose hospital has cancelled still gets the other time they asked for', async () => {
  const { appointmentId, requestId } = await team.asked('reschedule')
  const { database } = team.doors
  const { slot_id } = await team.doors.row(appointmentId)
  await database('appointment')
    .where('id', appointmentId)
    .update({ status: 'cancelled', cancelled_by: 'hospital', cancelled_at: '2026-06-15T08:00:00.000' })
  await database('slot').where('id', String(slot_id)).update({ booked: 0 })
  const chosen = await team.doors.chosen(await team.doors.aSlot(team.clinicId, { days: 8 }))
  const id = await team.work.completeReschedule(team.amal, await team.seen(requestId), chosen)
  const [old, now] = [await team.doors.row(appointmentId), await team.doors.row(id)]
  assert.deepEqual([old.cancelled_by, old.moved_to_id], ['hospital', id])
  assert.deepEqual([now.status, now.cancelled_by, now.cancelled_at], ['booked', null, null])
})

test('an appointment that changed since staff saw it is neither cancelled nor moved', async () => {
  const { appointmentId, requestId } = await team.asked('cancel')
  const seen = await team.seen(requestId)
  const { database } = team.doors
  await database('appointment').where('id', appointmentId).increment('version', 1)
  await assert.rejects(team.work.completeCancellation(team.amal, seen), BookingChanged)
  team.doors.clock.pass({ hours: 24 * 7 })
  const started = team.work.completeCancellation(team.amal, await team.seen(requestId))
  await assert.rejects(started, BookingChanged)
})

test('when any write of a new time fails, everything is rolled back and the form can be sent again', async () => {
  const { requestId } = await team.asked('reschedule')
  const chosen = await team.doors.chosen(await team.doors.aSlot(team.clinicId, { days: 8 }))
  const seen = await team.seen(requestId)
  const untouched = await everything(team.doors.database)
  for (const [table, verb] of [
    ['slot', 'update'],
    ['appointment', 'insert'],
    ['appointment', 'update'],
    ['change_request', 'update'],
    ['request_event', 'insert'],
    ['audit_log', 'insert'],
    ['outbox', 'insert'],
    ['reporting_event', 'insert'],
  ] as const) {
    await whileRefusing(team.doors.database, { verb, table, message: 'disk on fire' }, () =>
      assert.rejects(team.work.completeReschedule(team.amal, seen, chosen), /disk on fire/, table),
    )
    assert.equal(await everything(team.doors.database), untouched, `${verb} ${table}`)
  }
  await team.work.completeReschedule(team.amal, seen, chosen)
})
