import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { heading, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { addressOf, aPatientOf, aTrustAtWork, type Trust } from '../support.ts'

let portal: TestPortal
let at: Trust

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  at = await aTrustAtWork(portal)
})

const pageOf = ({ appointmentId, patientId }: { appointmentId: string; patientId: string }) =>
  `${addressOf(patientId)}/as-patient/${appointmentId}`

/** What stands in the main part of a page for a patient, after what only staff read. */
const content = (html: string) =>
  words(html).match(/provides this service\..*?(?= For staff only| Home | NHS | Accessibility|$)/)?.[0] ?? ''

test('staff read the words of the patient’s own page', async () => {
  const { appointmentId, patient } = await at.team.asked('reschedule')
  const { nhs_number: nhsNumber } = await portal.database('patient').where('id', patient.patientId).first()
  const browser = await portal.logIn({ nhsNumber, birthDate: '1970-03-14', familyName: 'Testcase' })
  const own = await browser.get(`/patient-portal/appointment/${appointmentId}`).expect(200)
  const seen = await at.amal.get(pageOf({ appointmentId, patientId: patient.patientId })).expect(200)
  assert.equal(heading(seen.text), heading(own.text))
  assert.match(
    content(seen.text),
    /The booking team has your request.*Withdraw your request for another time/,
  )
  const compared = content(seen.text)
  assert.equal(compared, content(own.text).slice(0, compared.length))
  assert.ok(compared.length > 500)
})

test('no link leads to a page of patients, and no button to a change', async () => {
  const patient = await aPatientOf(at)
  const { text } = await at.amal.get(pageOf(patient)).expect(200)
  assert.doesNotMatch(text, /href="\/patient-portal/)
  assert.equal(text.match(/<form/g)?.length, 1)
  assert.match(words(text), /You see what the patient sees, and cannot change anything here/)
  await at.amal.post(pageOf(patient)).expect(403)
})

test('an appointment that was moved leads to the current one', async () => {
  const patient = await aPatientOf(at)
  const current = await at.team.doors.booked(patient, at.team.clinicId, { days: 9 })
  await portal.database('appointment').where('id', patient.appointmentId).update({
    status: 'cancelled',
    cancelled_by: 'patient',
    cancelled_at: '2026-06-15T08:00:00.000',
    moved_to_id: current,
  })
  const { headers } = await at.amal.get(pageOf(patient)).expect(303)
  assert.equal(headers.location, pageOf({ ...patient, appointmentId: current }))
})

test('one of another trust, of another patient, or that is hidden from the patient is not there', async () => {
  const patient = await aPatientOf(at)
  const elsewhere = await aTrustAtWork(portal)
  const there = await elsewhere.team.doors.booked(patient, elsewhere.team.clinicId, { days: 9 })
  const other = await aPatientOf(at)
  const hidden = await at.team.doors.booked(patient, at.team.clinicId, { days: 9 })
  await portal.database('appointment').where('id', hidden).update({ hidden: true })
  for (const appointmentId of [there, other.appointmentId, hidden, 'no-id'])
    await at.amal.get(pageOf({ ...patient, appointmentId })).expect(404)
  const sought = portal.database('audit_log').where({ action: 'sought-appointment', subject_id: there })
  assert.deepEqual(await sought.pluck('patient_id'), [`trust:${at.team.trust}`])
})

test('the view is in the chain of the patient, about the appointment', async () => {
  const patient = await aPatientOf(at)
  await at.amal.get(pageOf(patient)).expect(200)
  const entries = portal.database('audit_log').where({ patient_id: patient.patientId, actor: 'staff' })
  assert.deepEqual(await entries.select('action', 'subject_type', 'subject_id'), [
    { action: 'viewed-as-patient', subject_type: 'appointment', subject_id: patient.appointmentId },
  ])
})
