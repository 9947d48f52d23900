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

const listOf = (patientId: string) => `${addressOf(patientId)}/as-patient`
const logIn = (nhsNumber: string) =>
  portal.logIn({ nhsNumber, birthDate: '1970-03-14', familyName: 'Testcase' })

test('staff read the words of the patient’s own list, and that they can change nothing', async () => {
  const patient = await aPatientOf(at)
  await at.team.doors.booked(patient, at.team.clinicId, { days: -20 }, { title: 'Dermatology' })
  const own = await (await logIn(patient.nhsNumber)).get('/patient-portal/appointments').expect(200)
  const { text } = await at.amal.get(listOf(patient.patientId)).expect(200)
  assert.equal(heading(text), 'What the patient sees')
  const list = (html: string) =>
    words(html).match(/Upcoming appointments.*?(?=If an appointment|For staff)/)?.[0]
  assert.ok(list(own.text))
  assert.equal(list(text)?.trim(), list(own.text)?.trim())
  assert.match(words(text), /You see what the patient sees, and cannot change anything here/)
  assert.match(words(text), /You have opened the record of/)
})

test('its links lead to what staff may see, and there is no form but that to log out', async () => {
  const { appointmentId, patientId } = await aPatientOf(at)
  const { text } = await at.amal.get(listOf(patientId)).expect(200)
  assert.ok(text.includes(`href="${listOf(patientId)}/${appointmentId}"`))
  assert.doesNotMatch(text, /href="\/patient-portal/)
  assert.equal(text.match(/<form/g)?.length, 1)
})

test('appointments at other trusts, and hidden ones, are not there', async () => {
  const patient = await aPatientOf(at)
  const elsewhere = await aTrustAtWork(portal)
  await elsewhere.team.doors.booked(patient, elsewhere.team.clinicId, { days: 9 }, { title: 'Urology' })
  const hidden = await at.team.doors.booked(patient, at.team.clinicId, { days: 9 }, { title: 'Neurology' })
  await portal.database('appointment').where('id', hidden).update({ hidden: true })
  const text = words((await at.amal.get(listOf(patient.patientId)).expect(200)).text)
  assert.match(text, /Upcoming appointments \(1\)/)
  assert.doesNotMatch(text, /Urology|Neurology/)
  assert.match(words((await elsewhere.amal.get(listOf(patient.patientId))).text), /Urology/)
})

test('a long list has pages, also for staff', async () => {
  const patient = await aPatientOf(at)
  for (let count = 0; count < 21; count += 1)
    await at.team.doors.booked(patient, at.team.clinicId, { days: 10 + count })
  const first = await at.amal.get(listOf(patient.patientId)).expect(200)
  assert.match(words(first.text), /Upcoming appointments \(22\) .* Page 1 of 2/)
  const next = String(first.text.match(/href="([^"]*upcoming=2[^"]*)"/)?.[1]).replaceAll('&amp;', '&')
  assert.ok(next.startsWith(listOf(patient.patientId)), next)
  assert.match(words((await at.amal.get(next).expect(200)).text), /Page 2 of 2/)
})

test('the page of the patient leads there, and it says so when the portal shows the patient nothing', async () => {
  const { patientId } = await aPatientOf(at, { portal_access: false })
  const { text } = await at.amal.get(addressOf(patientId)).expect(200)
  assert.ok(text.includes(`<a href="${listOf(patientId)}">See what the patient sees</a>`))
  assert.match(
    words((await at.amal.get(listOf(patientId))).text),
    /The portal shows this patient nothing now/,
  )
})

test('each view is in the log that the patient reads', async () => {
  const patient = await aPatientOf(at)
  await at.amal.get(listOf(patient.patientId)).expect(200)
  const browser = await logIn(patient.nhsNumber)
  assert.match(
    words((await browser.get('/patient-portal/access-log').expect(200)).text),
    /Booking team, .* looked at your appointments at the trust, as you see them in this service/,
  )
  const entries = portal.database('audit_log').where({ patient_id: patient.patientId, actor: 'staff' })
  assert.deepEqual(await entries.pluck('action'), ['viewed-as-patient'])
})

test('a patient of another trust is not there, and a sensitive record needs a reason first', async () => {
  const elsewhere = await aTrustAtWork(portal)
  const { patientId } = await aPatientOf(elsewhere)
  await at.amal.get(listOf(patientId)).expect(404)
  const rose = await aPatientOf(at, { sensitive: true })
  for (const address of [listOf(rose.patientId), `${listOf(rose.patientId)}/${rose.appointmentId}`]) {
    const { headers } = await at.amal.get(address).expect(303)
    assert.equal(
      headers.location,
      `${addressOf(rose.patientId)}/state-reason?to=${encodeURIComponent(address)}`,
    )
  }
})
