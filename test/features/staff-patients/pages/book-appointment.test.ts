import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { answer, send } from '../../../support/form.ts'
import { heading, hiddenFields, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { slotsNotAsBooked } from '../../appointments/door.ts'
import { addressOf, aPatientOf, aTrustAtWork, historyOf, type Trust } from '../support.ts'

let portal: TestPortal
let at: Trust
let patient: Awaited<ReturnType<typeof aPatientOf>>
let address: string
let slotId: string

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  at = await aTrustAtWork(portal)
  patient = await aPatientOf(at)
  slotId = await at.team.doors.aSlot(at.team.clinicId, { days: 14 })
  address = `${addressOf(patient.patientId)}/book/${at.team.clinicId}`
})

async function checked(browser = at.amal) {
  const { text } = await answer(browser, address, { slotId })
  assert.equal(heading(text), 'Check before you book')
  return { ...hiddenFields(text), told: 'phone' }
}

const bookings = () =>
  portal.database('appointment').where({ patient_id: patient.patientId, slot_id: slotId })

test('a free time is booked, is in the patient’s list at once, and takes its place', async () => {
  const check = await answer(at.amal, address, { slotId })
  assert.match(words(check.text), /Monday 29 June 2026 .* Heart clinic/)
  assert.doesNotMatch(words(check.text), /is cancelled/)
  const done = await send(at.amal, address, { ...hiddenFields(check.text), told: 'phone' })
  assert.deepEqual([done.status, done.headers.location], [303, addressOf(patient.patientId)])
  const [row] = await bookings()
  assert.deepEqual(
    [row.status, row.title, row.clinic_id, row.medium, row.priority, row.version, row.changes_made],
    ['booked', 'Cardiology', at.team.clinicId, 'TELEPHONE', 'ROUTINE', 1, 0],
  )
  assert.deepEqual(await slotsNotAsBooked(portal.database), [])
  const browser = await portal.logIn({
    nhsNumber: patient.nhsNumber,
    birthDate: '1970-03-14',
    familyName: 'Testcase',
  })
  assert.match(
    words((await browser.get(`/patient-portal/appointment/${row.id}`).expect(200)).text),
    /29 June 2026/,
  )
})

test('the history, the audit entry, the event and the report are written with it', async () => {
  await send(at.amal, address, await checked())
  const [{ id }] = await bookings()
  assert.deepEqual(await historyOf(portal, patient.patientId), [['booked', 'booking-team', null, id]])
  const audited = portal.database('audit_log').where({ patient_id: patient.patientId, action: 'booked' })
  assert.deepEqual(await audited.select('actor', 'subject_id', 'version'), [
    { actor: 'staff', subject_id: id, version: 1 },
  ])
  assert.deepEqual(await portal.database('outbox').where('subject_id', id).pluck('kind'), [
    'appointment-scheduled',
  ])
  assert.equal((await portal.database('reported_appointment').where('appointment_id', id)).length, 1)
})

test('the last form sent twice books once, and a new form can book the same slot after a cancellation', async () => {
  const fields = await checked()
  const answers = await Promise.all([1, 2].map(() => send(at.amal, address, fields)))
  assert.deepEqual(
    answers.map(({ status }) => status),
    [303, 303],
  )
  const [{ id }] = await bookings()
  await answer(at.amal, `${addressOf(patient.patientId)}/appointments/${id}/cancel`, {
    reason: 'other',
    told: 'phone',
  })
  await send(at.amal, address, await checked())
  assert.equal((await bookings()).length, 2)
  assert.deepEqual(await slotsNotAsBooked(portal.database), [])
})

test('the last place goes to one of two patients, and the other is shown what is left', async () => {
  const another = await aPatientOf(at)
  const there = `${addressOf(another.patientId)}/book/${at.team.clinicId}`
  const mine = await checked()
  const theirs = { ...hiddenFields((await answer(at.lee, there, { slotId })).text), told: 'phone' }
  const answers = await Promise.all([send(at.amal, address, mine), send(at.lee, there, theirs)])
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [303, 409])
  const told = answers.find(({ status }) => status === 409)
  assert.equal(heading(told?.text ?? ''), 'The clinic has no free times')
  assert.match(words(told?.text ?? ''), /Nothing has been booked/)
  assert.deepEqual(await slotsNotAsBooked(portal.database), [])
})

test('a time at which the patient already has an appointment is not offered', async () => {
  await at.team.doors.booked(patient, at.team.clinicId, { days: 14 })
  assert.ok(!(await at.amal.get(address).expect(200)).text.includes(slotId))
})

test('a clinic of another trust is not there, and nothing is booked for a patient of other trusts', async () => {
  const elsewhere = await aTrustAtWork(portal)
  await at.amal.get(`${addressOf(patient.patientId)}/book/${elsewhere.team.clinicId}`).expect(404)
  const form = await checked()
  const theirs = await aPatientOf(elsewhere)
  await send(at.amal, `${addressOf(theirs.patientId)}/book/${at.team.clinicId}`, form).expect(404)
  await send(at.amal, `${addressOf(patient.patientId)}/book/${elsewhere.team.clinicId}`, form).expect(404)
  assert.deepEqual(await bookings(), [])
})
