import assert from 'node:assert/strict'
import { RequestClosed } from '../../../src/features/worklist/patient-requests.ts'
import { RequestChanged } from '../../../src/features/worklist/refusals.ts'
import { NotFound } from '../../../src/shared/errors.ts'
import { aDatabase, onEachDatabase } from '../../support/databases.ts'
import { everything } from '../appointments/support.ts'
import { type Asked, BookingTeam, preferences } from './support.ts'

let team: BookingTeam

const test = (name: string, run: () => Promise<void>) =>
  onEachDatabase(name, async t => {
    team = await BookingTeam.open(await aDatabase(t))
    await run()
  })

const withdraw = ({ patient, ...what }: Asked) => team.patientRequests.withdraw(patient, what)

test('a patient withdraws a request, also while staff work on it, and may then ask again', async () => {
  const asked = await team.asked('cancel')
  const { patient, appointmentId, requestId } = asked
  await team.work.claim(team.amal, await team.seen(requestId))
  const seen = await team.seen(requestId)
  await withdraw(asked)
  await withdraw(asked)
  const appointment = await team.doors.appointments.find(patient, appointmentId)
  assert.deepEqual([appointment.shown, appointment.request], ['booked', null])
  const latest = await team.patientRequests.latest(patient, appointmentId)
  assert.deepEqual([latest?.status, latest?.claim], ['withdrawn', null])
  const history = await team.doors.database('request_event').orderBy('version').pluck('event')
  assert.deepEqual(history, ['claimed', 'withdrawn'])
  const reported = await team.doors.database('reporting_event').orderBy('id').pluck('kind')
  assert.equal(reported.at(-1), 'cancellation-withdrawn')

  const refusal = await team.work.completeCancellation(team.amal, seen).catch(error => error)
  assert.ok(refusal instanceof RequestChanged)
  assert.deepEqual([refusal.last?.event, refusal.last?.actor], ['withdrawn', 'patient'])

  team.doors.clock.pass({ minutes: 1 })
  const decision = await team.doors.decision(patient, appointmentId)
  await team.doors.changeRequests.requestReschedule(patient, decision, preferences)
  assert.equal((await team.patientRequests.latest(patient, appointmentId))?.status, 'open')
})

test('a request that has been closed cannot be withdrawn', async () => {
  const asked = await team.asked('reschedule')
  await team.work.decline(team.amal, await team.seen(asked.requestId), 'No other time.')
  const untouched = await everything(team.doors.database)
  await assert.rejects(withdraw(asked), RequestClosed)
  assert.equal(await everything(team.doors.database), untouched)
})

test('a request of another patient, or about another appointment, is not there', async () => {
  const asked = await team.asked('cancel')
  const other = await team.asked('cancel')
  const untouched = await everything(team.doors.database)
  await assert.rejects(withdraw({ ...asked, patient: other.patient }), NotFound)
  await assert.rejects(withdraw({ ...asked, appointmentId: other.appointmentId }), NotFound)
  await assert.rejects(withdraw({ ...asked, requestId: 'x' }), NotFound)
  assert.equal(await everything(team.doors.database), untouched)
})

test('the request that an appointment was booked for belongs to it, and a declined one before does not', async () => {
  const asked = await team.asked('reschedule')
  const { patient, requestId } = asked
  const chosen = await team.doors.chosen(await team.doors.aSlot(team.clinicId, { days: 8 }))
  const id = await team.work.completeReschedule(team.amal, await team.seen(requestId), chosen)
  assert.equal((await team.patientRequests.latest(patient, id))?.id, requestId)
  await team.doors.database('change_request').where('id', requestId).update('status', 'declined')
  assert.equal(await team.patientRequests.latest(patient, id), undefined)
  const stranger = await team.doors.aPatient()
  assert.equal(await team.patientRequests.latest(stranger, asked.appointmentId), undefined)
})
