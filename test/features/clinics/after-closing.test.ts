import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { PatientRequests } from '../../../src/features/worklist/patient-requests.ts'
import { NotFound } from '../../../src/shared/errors.ts'
import { heading, words } from '../../support/page.ts'
import { aLoggedInPatient } from '../../support/person.ts'
import { aPortal, type TestPortal } from '../../support/portal.ts'
import { aLoggedInStaffMember } from '../../support/staff.ts'
import { aLeadAtWork, type LeadAtWork } from './pages/support.ts'

/** What patients and the booking team see after a clinic was closed. */

let portal: TestPortal
let at: LeadAtWork

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  at = await aLeadAtWork(portal)
})

async function aPatientOfClosedClinic() {
  const { browser, patientId } = await aLoggedInPatient(portal)
  const patient = { kind: 'patient', patientId } as const
  const id = await at.team.doors.booked(patient, at.team.clinicId, { days: 7 })
  await at.team.close(at.team.day(7))
  const request = await portal.database('change_request').where('appointment_id', id).first()
  return { browser, patient, id, requestId: request.id, address: `/patient-portal/appointment/${id}` }
}

test('the patient reads that the hospital has cancelled and looks for a new time, and is not said to have asked', async () => {
  const { address, browser } = await aPatientOfClosedClinic()
  const said = words((await browser.get(address).expect(200)).text)
  assert.match(said, /your hospital had to cancel this appointment\. .* will look for a new time for you/)
  assert.match(said, /The booking team will contact you by/)
  // The reason is for colleagues.
  assert.doesNotMatch(said, /You asked|Withdraw|Dr Lee is ill/)
})

test('what the hospital owes cannot be withdrawn, and no page says that a request was sent', async () => {
  const { address, browser, id, patient, requestId } = await aPatientOfClosedClinic()
  await browser.get(`${address}/withdraw-request`).expect(303)
  const requests = new PatientRequests(portal.database, portal.clock)
  await assert.rejects(requests.withdraw(patient, { appointmentId: id, requestId }), NotFound)
  const { text } = await browser.get(`${address}/reschedule`)
  assert.match(words(text), /You cannot reschedule this appointment online/)
})

test('a patient who was moved reads the new time, and that the hospital had to change it', async () => {
  await at.team.doors.aSlot(at.team.clinicId, { days: 9 })
  const { address, browser } = await aPatientOfClosedClinic()
  const { headers } = await browser.get(address).expect(303)
  const said = words((await browser.get(String(headers.location)).expect(200)).text)
  assert.match(said, /your hospital had to change your appointment\. .* booked this time for you/)
})

test('the booking team sees the request in words, and gives the patient a time', async () => {
  const { requestId } = await aPatientOfClosedClinic()
  const { browser } = await aLoggedInStaffMember(portal, { trust: at.team.trust })
  assert.match(
    words((await browser.get('/staff/requests')).text),
    /Hospital cancelled, needs a new time: Testcase/,
  )
  const { text } = await browser.get(`/staff/requests/${requestId}`).expect(200)
  assert.equal(heading(text), 'Hospital cancelled, needs a new time')
  assert.match(words(text), /Reason The hospital has closed the clinic .* Choose a new time/)
  assert.doesNotMatch(words(text), /Received from the patient|that suit|Dates to avoid/)
  await at.team.doors.aSlot(at.team.clinicId, { days: 12 })
  const choosing = words((await browser.get(`/staff/requests/${requestId}/new-time`).expect(200)).text)
  assert.match(choosing, /Cancelled by the hospital .* Free times/)
  assert.doesNotMatch(choosing, /suit|Dates to avoid/)
})
