import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { answer, send } from '../../../support/form.ts'
import { heading, hiddenFields, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { aLoggedInStaffMember } from '../../../support/staff.ts'
import { slotsNotAsBooked } from '../../appointments/door.ts'
import { ADMINISTRATOR, addressOf, aPatientOf, aTrustAtWork, historyOf, type Trust } from '../support.ts'

let portal: TestPortal
let at: Trust
let patient: Awaited<ReturnType<typeof aPatientOf>>
let address: string

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  at = await aTrustAtWork(portal)
  patient = await aPatientOf(at)
  address = `${addressOf(patient.patientId)}/appointments/${patient.appointmentId}/cancel`
})

const rowOf = () => at.team.doors.row(patient.appointmentId)

test('the appointment is cancelled for the reason of the patient, and its place is free again', async () => {
  const shown = await at.amal.get(addressOf(patient.patientId)).expect(200)
  assert.ok(shown.text.includes(`href="${address}"`))
  const done = await answer(at.amal, address, { reason: 'no-transport', told: 'phone' })
  assert.deepEqual([done.status, done.headers.location], [303, addressOf(patient.patientId)])
  const row = await rowOf()
  assert.deepEqual(
    [row.status, row.cancelled_by, row.cancellation_reason, row.version],
    ['cancelled', 'patient', 'no-transport', 2],
  )
  assert.deepEqual(await slotsNotAsBooked(portal.database), [])
  const { text } = await at.amal.get(addressOf(patient.patientId)).expect(200)
  assert.ok(
    words(text).includes(
      `Appointment cancelled by ${at.amalName} on Monday 15 June 2026 at 10am, and the patient told on the phone Monday 22 June 2026 at 10am: ` +
        'Cardiology (heart) Cancelled I cannot get there',
    ),
    words(text),
  )
})

test('the history, the audit entry, the event and the report are written with it', async () => {
  await answer(at.amal, address, { reason: 'other', told: 'phone' })
  const { appointmentId, patientId } = patient
  assert.deepEqual(await historyOf(portal, patientId), [
    ['cancelled', 'booking-team', 'other', appointmentId],
  ])
  const audited = portal.database('audit_log').where({ patient_id: patientId, action: 'cancelled' })
  assert.deepEqual(await audited.select('actor', 'subject_id', 'version'), [
    { actor: 'staff', subject_id: appointmentId, version: 2 },
  ])
  const events = portal.database('outbox').where('subject_id', appointmentId)
  assert.deepEqual(await events.select('kind', 'subject_version'), [
    { kind: 'appointment-cancelled', subject_version: 2 },
  ])
  const reported = await portal
    .database('reported_appointment')
    .where('appointment_id', appointmentId)
    .first()
  assert.equal(reported.version, 2)
})

test('the form sent twice cancels once', async () => {
  const fields = { ...hiddenFields((await at.amal.get(address)).text), reason: 'other', told: 'phone' }
  const answers = await Promise.all([1, 2].map(() => send(at.amal, address, fields)))
  assert.deepEqual(
    answers.map(({ status }) => status),
    [303, 303],
  )
  assert.equal((await historyOf(portal, patient.patientId)).length, 1)
})

test('who comes second is told that a colleague was first', async () => {
  const fields = { ...hiddenFields((await at.lee.get(address)).text), reason: 'other', told: 'phone' }
  await answer(at.amal, address, { reason: 'private-care', told: 'phone' })
  const late = await send(at.lee, address, fields)
  assert.equal(late.status, 409)
  assert.equal(heading(late.text), 'This patient has changed')
  assert.ok(
    words(late.text).includes(`The last change by your trust: Appointment cancelled by ${at.amalName} on`),
  )
  assert.equal((await rowOf()).cancellation_reason, 'private-care')
})

test('an appointment that the hospital moved without a new version is not cancelled', async () => {
  const fields = { ...hiddenFields((await at.amal.get(address)).text), reason: 'other', told: 'phone' }
  const row = portal.database('appointment').where('id', patient.appointmentId)
  await row.update({ starts_at: '2026-06-25T09:00:00.000', ends_at: '2026-06-25T09:30:00.000' })
  assert.equal((await send(at.amal, address, fields)).status, 409)
  assert.equal((await rowOf()).status, 'booked')
})

test('while the patient asks for a change, the request is answered instead', async () => {
  const fields = { ...hiddenFields((await at.amal.get(address)).text), reason: 'other', told: 'phone' }
  const { changeRequests } = at.team.doors
  await changeRequests.cancel(patient, await at.team.doors.decision(patient, patient.appointmentId), 'other')
  const { id } = await portal
    .database('change_request')
    .where('appointment_id', patient.appointmentId)
    .first()
  const late = await send(at.amal, address, fields)
  assert.equal(late.status, 409)
  assert.ok(late.text.includes(`href="/staff/requests/${id}"`))
  assert.match(words(late.text), /Answer the request instead/)
  const { headers } = await at.amal.get(address).expect(303)
  assert.equal(headers.location, `/staff/requests/${id}`)
  assert.ok(!(await at.amal.get(addressOf(patient.patientId))).text.includes(address))
  assert.equal((await rowOf()).status, 'booked')
  assert.deepEqual(await historyOf(portal, patient.patientId), [])
})

test('an appointment that has begun or is cancelled is not offered', async () => {
  const past = await aPatientOf(at, {}, { hours: -1 })
  const { headers } = await at.amal
    .get(`${addressOf(past.patientId)}/appointments/${past.appointmentId}/cancel`)
    .expect(303)
  assert.equal(headers.location, addressOf(past.patientId))
})

test('without a reason nothing changes', async () => {
  const wrong = await answer(at.amal, address)
  assert.equal(wrong.status, 400)
  assert.match(
    words(wrong.text),
    /There is a problem Select why the patient wants to cancel Select whether you have told the patient/,
  )
  const more = await answer(at.amal, address, {
    reason: 'other',
    told: 'not-yet',
    _save: 'Give me more time',
  })
  assert.match(words(more.text), /You have more time/)
  assert.match(more.text, /value="other" checked/)
  assert.match(more.text, /value="not-yet" checked/)
  assert.equal((await rowOf()).status, 'booked')
})

test('administrators may not, and an appointment of the same patient elsewhere is not there', async () => {
  const { browser } = await aLoggedInStaffMember(portal, { code: ADMINISTRATOR, trust: at.team.trust })
  await browser.get(address).expect(403)
  assert.ok(!(await browser.get(addressOf(patient.patientId))).text.includes(address))
  const elsewhere = await aTrustAtWork(portal)
  const theirs = await elsewhere.team.doors.booked(patient, elsewhere.team.clinicId, { days: 9 })
  const there = `${addressOf(patient.patientId)}/appointments/${theirs}/cancel`
  await at.amal.get(there).expect(404)
  const fields = hiddenFields((await elsewhere.amal.get(there).expect(200)).text)
  const { _csrf } = hiddenFields((await at.amal.get(address)).text)
  await send(at.amal, there, { ...fields, _csrf: String(_csrf), reason: 'other', told: 'phone' }).expect(404)
  const sought = portal.database('audit_log').where({ action: 'sought-appointment', subject_id: theirs })
  assert.deepEqual(await sought.pluck('patient_id'), [`trust:${at.team.trust}`])
})

test('a patient who is not told yet is in the list of tasks until someone says how they told them', async () => {
  await answer(at.amal, address, { reason: 'other', told: 'not-yet' })
  const toBeTold = '/staff/tasks?kind=tell-patient'
  const untold = await at.amal.get('/staff/requests/to-tell').expect(200)
  assert.ok(untold.text.includes(`href="${toBeTold}"`))
  const { id } = await portal
    .database('task')
    .where({ patient_id: patient.patientId, kind: 'tell-patient' })
    .first()
  assert.ok((await at.amal.get(toBeTold)).text.includes(`/staff/tasks/${id}`))
  const task = await at.amal.get(`/staff/tasks/${id}`).expect(200)
  assert.match(words(task.text), /has not told the patient.*Monday 22 June 2026.*Cancelled/)
  const closed = await answer(at.amal, `/staff/tasks/${id}/close`, { outcome: 'told-by-letter', words: '' })
  assert.equal(closed.status, 303)
  assert.ok(!(await at.amal.get(toBeTold)).text.includes(id))
})
