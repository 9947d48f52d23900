import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { toColumn } from '../../../src/database/columns.ts'
import { PatientBookings } from '../../../src/features/staff-patients/patient-bookings.ts'
import { aClinic } from '../../support/builders.ts'
import { aContent, RuleTeam } from './support.ts'

let at: RuleTeam

beforeEach(async () => {
  at = await RuleTeam.open()
})

test('a rule notes on the task that follows a cancellation, online at once', async () => {
  const { doors } = at.team
  await at.on('cancelled', aContent('Children', { reasons: ['no-transport'], withinDays: 7 }))
  const clinicId = await aClinic(at.database, { trust_ods_code: at.team.trust, cancel_how: 'at-once' })
  const cancelled = async (reason: string) => {
    const patient = await doors.aPatient()
    const id = await doors.booked(patient, clinicId, { days: 5 })
    await doors.changeRequests.cancel(patient, await doors.decision(patient, id), reason)
    return id
  }
  const [matched, other] = [await cancelled('no-transport'), await cancelled('other')]
  await at.deliver()
  assert.deepEqual(await at.tasks(matched), [['cancellation-follow-up', ['Ring the patient']]])
  assert.deepEqual(await at.tasks(other), [['cancellation-follow-up', []]])
})

test('it does so as well when the booking team cancels as asked', async () => {
  await at.on('cancelled', aContent('Any'))
  const { appointmentId, requestId } = await at.team.asked('cancel')
  await at.team.work.completeCancellation(at.team.amal, await at.team.seen(requestId))
  await at.deliver()
  assert.deepEqual(await at.tasks(appointmentId), [['cancellation-follow-up', ['Ring the patient']]])
})

test('a rule opens one task about a booking, with the note of each rule, at the first and at another time', async () => {
  await at.on('booked', aContent('By video', { media: ['VIDEO_CONSULTATION'] }, { note: 'Send the link' }))
  at.clock.pass({ minutes: 1 })
  await at.on('booked', aContent('Interpreter', {}, { note: 'Book an interpreter' }))
  const { doors } = at.team
  const patient = await doors.aPatient()
  const id = await doors.booked(patient, at.team.clinicId, { days: 7 }, { medium: 'VIDEO_CONSULTATION' })
  const [first, second] = [
    await doors.aSlot(at.team.clinicId, { days: 8 }, { medium: 'VIDEO_CONSULTATION' }),
    await doors.aSlot(at.team.clinicId, { days: 9 }),
  ]
  const bookings = new PatientBookings(at.database, at.clock)
  const decision = await doors.decision(patient, id)
  const seen = { patientId: patient.patientId, appointmentId: id, seen: decision.seen }
  const movedId = await bookings.move(at.team.amal, seen, await doors.chosen(first), 'phone')
  const { clinicId } = at.team
  const booked = { patientId: patient.patientId, clinicId, formId: '00000000-0000-4000-8000-000000000000' }
  const newId = await bookings.book(at.team.amal, booked, await doors.chosen(second), 'phone')
  await at.deliver()
  assert.deepEqual(await at.tasks(movedId), [['booking-check', ['Send the link', 'Book an interpreter']]])
  assert.deepEqual(await at.tasks(newId), [['booking-check', ['Book an interpreter']]])
  assert.deepEqual(await at.tasks(id), [])
})

test('a booking that is cancelled before the rule acts needs no task', async () => {
  await at.on('booked', aContent('Any'))
  const { doors } = at.team
  const { patientId } = await doors.aPatient()
  await doors.booked({ kind: 'patient', patientId }, at.team.clinicId, { days: 7 })
  const slot = await doors.aSlot(at.team.clinicId, { days: 9 })
  const booked = { patientId, clinicId: at.team.clinicId, formId: '00000000-0000-4000-8000-000000000000' }
  const bookings = new PatientBookings(at.database, at.clock)
  const id = await bookings.book(at.team.amal, booked, await doors.chosen(slot), 'phone')
  await at
    .database('appointment')
    .where({ id })
    .update({
      ...{ status: 'cancelled', attended: '4', cancelled_by: 'hospital', cancellation_reason: 'ill' },
      cancelled_at: toColumn(at.clock.now()),
    })
  await at.deliver()
  assert.deepEqual(await at.tasks(id), [])
})
