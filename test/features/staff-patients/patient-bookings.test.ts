import assert from 'node:assert/strict'
import { AppointmentChanged } from '../../../src/features/appointments/refusals.ts'
import { seenField, seenText } from '../../../src/features/appointments/seen.ts'
import { type BookingSeen, PatientBookings } from '../../../src/features/staff-patients/patient-bookings.ts'
import { PatientChanged, RequestOpen } from '../../../src/features/staff-patients/patient-changed.ts'
import type { PatientActor } from '../../../src/shared/actor.ts'
import { NotFound, NotPermitted } from '../../../src/shared/errors.ts'
import { whileRefusing } from '../../support/database/faulty-tables.ts'
import { aDatabase, onEachDatabase } from '../../support/databases.ts'
import { Doors, slotsNotAsBooked } from '../appointments/door.ts'
import { everything } from '../appointments/support.ts'
import { staffOf } from '../worklist/support.ts'

let doors: Doors
let bookings: PatientBookings
let clinicId: string
let trust: string
let patient: PatientActor
let appointmentId: string

/** A patient with an appointment in a week, at a trust where patients may change theirs at once. */
const test = (name: string, run: () => Promise<void>) =>
  onEachDatabase(name, async t => {
    doors = await Doors.open(await aDatabase(t))
    bookings = new PatientBookings(doors.database, doors.clock)
    clinicId = await doors.aClinic()
    trust = (await doors.database('clinic').where('id', clinicId).first()).trust_ods_code
    patient = await doors.aPatient()
    appointmentId = await doors.booked(patient, clinicId, { days: 7 })
    await run()
    assert.deepEqual(await slotsNotAsBooked(doors.database), [])
  })

const amal = () => staffOf(trust)

async function seen(): Promise<BookingSeen> {
  const appointment = await doors.appointments.find(patient, appointmentId)
  return { patientId: patient.patientId, appointmentId, seen: seenField.parse(seenText(appointment)) }
}

const statusOf = async (id = appointmentId) => (await doors.row(id)).status

for (const first of ['patient', 'staff'] as const)
  test(`of a patient who cancels and staff who move at the same moment one wins, with the ${first} a little sooner`, async () => {
    const decision = await doors.decision(patient, appointmentId)
    const booking = await seen()
    const chosen = await doors.chosen(await doors.aSlot(clinicId, { days: 14 }))
    const cancel = () => doors.changeRequests.cancel(patient, decision, 'other')
    const move = () => bookings.move(amal(), booking, chosen, 'phone')
    const outcomes = await Promise.allSettled(first === 'patient' ? [cancel(), move()] : [move(), cancel()])
    const refused = outcomes.flatMap(each => (each.status === 'rejected' ? [each.reason] : []))
    assert.equal(refused.length, 1)
    assert.ok(refused[0] instanceof PatientChanged || refused[0] instanceof AppointmentChanged)
    const booked = await doors.database('appointment').where('status', 'booked')
    const history = await doors.database('patient_event')
    assert.equal(booked.length, history.length, 'one is booked if staff have moved it, and none if not')
  })

test('nothing is changed when the history cannot be written', async () => {
  const booking = await seen()
  const chosen = await doors.chosen(await doors.aSlot(clinicId, { days: 14 }))
  const before = await everything(doors.database)
  const who = { patientId: patient.patientId, clinicId, formId: 'f' }
  for (const change of [
    () => bookings.cancel(amal(), booking, 'other', 'phone'),
    () => bookings.move(amal(), booking, chosen, 'phone'),
    () => bookings.book(amal(), who, chosen, 'phone'),
  ])
    await whileRefusing(doors.database, { verb: 'insert', table: 'patient_event' }, () =>
      assert.rejects(change(), /refused/),
    )
  assert.deepEqual(await everything(doors.database), before)
})

test('nothing is changed when the task to tell the patient cannot be added', async () => {
  const booking = await seen()
  const before = await everything(doors.database)
  await whileRefusing(doors.database, { verb: 'insert', table: 'task' }, () =>
    assert.rejects(bookings.cancel(amal(), booking, 'other', 'not-yet'), /refused/),
  )
  assert.deepEqual(await everything(doors.database), before)
})

for (const told of ['phone', 'not-yet'] as const)
  test(`each change says whether the patient was told: ${told}`, async () => {
    const chosen = await doors.chosen(await doors.aSlot(clinicId, { days: 14 }))
    const another = await doors.chosen(await doors.aSlot(clinicId, { days: 15 }))
    const movedToId = await bookings.move(amal(), await seen(), chosen, told)
    const who = { patientId: patient.patientId, clinicId, formId: 'f' }
    const bookedId = await bookings.book(amal(), who, another, told)
    appointmentId = movedToId
    await bookings.cancel(amal(), await seen(), 'other', told)
    const inOrder = [movedToId, bookedId, movedToId]
    const history = await doors.database('patient_event').orderBy('place').pluck('told')
    const tasks = await doors.database('task').where('kind', 'tell-patient').orderBy('opened_at')
    const audited = await doors.database('audit_log').where('action', 'told-patient').orderBy('place')
    if (told === 'phone') {
      assert.deepEqual(history, ['phone', 'phone', 'phone'])
      assert.deepEqual(
        audited.map(({ subject_id }) => subject_id),
        inOrder,
      )
      assert.deepEqual(tasks, [])
    } else {
      assert.deepEqual(history, [null, null, null])
      assert.deepEqual(audited, [])
      assert.deepEqual(tasks.map(({ appointment_id }) => appointment_id).toSorted(), inOrder.toSorted())
    }
  })

test('an open request of the patient refuses every change of its appointment, and names itself', async () => {
  await doors.database('trust').update({ cancel_how: 'request' })
  await doors.changeRequests.cancel(patient, await doors.decision(patient, appointmentId), 'other')
  const { id } = await doors.database('change_request').first()
  const chosen = await doors.chosen(await doors.aSlot(clinicId, { days: 14 }))
  const isNamed = (error: unknown) => error instanceof RequestOpen && error.requestId === id
  await assert.rejects(bookings.cancel(amal(), await seen(), 'other', 'phone'), isNamed)
  await assert.rejects(bookings.move(amal(), await seen(), chosen, 'phone'), isNamed)
  assert.equal(await statusOf(), 'booked')
})

test('an appointment that has begun is not changed', async () => {
  const booking = await seen()
  doors.clock.pass({ hours: 7 * 24 })
  await assert.rejects(bookings.cancel(amal(), booking, 'other', 'phone'), PatientChanged)
  assert.equal(await statusOf(), 'booked')
})

test('only staff of the trust who may change bookings change them', async () => {
  const booking = await seen()
  const elsewhere = (
    await doors
      .database('clinic')
      .where('id', await doors.aClinic())
      .first()
  ).trust_ods_code
  await assert.rejects(bookings.cancel(staffOf(elsewhere), booking, 'other', 'phone'), NotFound)
  await assert.rejects(bookings.cancel(patient, booking, 'other', 'phone'), NotFound)
  await assert.rejects(
    bookings.cancel({ ...amal(), role: 'administrator' }, booking, 'other', 'phone'),
    NotPermitted,
  )
  const another = await doors.aPatient()
  await doors.booked(another, clinicId, { days: 8 })
  const mixedUp = { ...booking, patientId: another.patientId }
  await assert.rejects(bookings.cancel(amal(), mixedUp, 'other', 'phone'), NotFound)
  assert.equal(await statusOf(), 'booked')
})
