import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { heading, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { aLoggedInStaffMember } from '../../../support/staff.ts'
import { ADMINISTRATOR, addressOf, aPatientOf, aTrustAtWork, type Trust } from '../support.ts'

let portal: TestPortal
let at: Trust

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  at = await aTrustAtWork(portal)
})

test('the page says whose record is open, and shows the appointments at this trust only', async () => {
  const patient = await aPatientOf(at, { family_name: 'Cole', given_name: 'Brian' })
  await at.team.doors.booked(patient, at.team.clinicId, { days: -20 }, { title: 'Dermatology' })
  const elsewhere = await aTrustAtWork(portal)
  await elsewhere.team.doors.booked(patient, elsewhere.team.clinicId, { days: 9 }, { title: 'Urology' })
  const { text } = await at.amal.get(addressOf(patient.patientId)).expect(200)
  assert.equal(heading(text), 'Patient details')
  assert.match(words(text), /You have opened the record of Cole, Brian Born 14 March 1970/)
  assert.match(words(text), /Appointments to come Monday 22 June 2026 at 10am: Cardiology \(heart\) Booked/)
  assert.match(words(text), /Past and cancelled appointments Tuesday 26 May 2026 at 10am: Dermatology/)
  assert.doesNotMatch(words(text), /Urology/)
})

for (const [hides, says, hide] of [
  [
    'the PAS',
    'It is marked so in the PAS.',
    (id: string) => portal.database('appointment').where({ id }).update({ hidden: true }),
  ],
  [
    'a rule for the clinic',
    'Your trust hides this clinic from patients.',
    () => hideBy({ clinic_id: at.team.clinicId }),
  ],
  [
    'a rule for the specialty',
    'Your trust hides this specialty from patients.',
    async () => {
      const { treatment_function_code } = await portal
        .database('clinic')
        .where('id', at.team.clinicId)
        .first()
      await hideBy({ treatment_function_code })
    },
  ],
] as const)
  test(`an appointment that ${hides} hides from the patient is shown to staff, and why`, async () => {
    const patient = await aPatientOf(at)
    const { requestId } = await at.team.asked('reschedule')
    await hide(patient.appointmentId)
    const { text } = await at.amal.get(addressOf(patient.patientId)).expect(200)
    const shown = `Monday 22 June 2026 at 10am: Cardiology (heart) Booked Hidden from the patient ${says}`
    assert.ok(words(text).includes(shown), words(text))
    await at.amal
      .get(`${addressOf(patient.patientId)}/appointments/${patient.appointmentId}/cancel`)
      .expect(200)
    const { appointment_id } = await portal.database('change_request').where('id', requestId).first()
    const ofRequest = portal.database('appointment').where('id', appointment_id)
    await ofRequest.update('patient_id', patient.patientId)
    assert.ok(words((await at.amal.get(`/staff/requests/${requestId}`)).text).includes(shown))
  })

const hideBy = (which: object) =>
  portal.database('visibility_rule').insert({ id: randomUUID(), trust_ods_code: at.team.trust, ...which })

test('a place that is held for no patient is no appointment', async () => {
  const patient = await aPatientOf(at)
  await portal.database('appointment').where('id', patient.appointmentId).update({ holding: true })
  const { text } = await at.amal.get(addressOf(patient.patientId)).expect(200)
  assert.match(words(text), /The patient has no appointment to come at your trust/)
})

test('a patient without an appointment to come has none listed', async () => {
  const { patientId } = await aPatientOf(at, {}, { days: -7 })
  const { text } = await at.amal.get(addressOf(patientId)).expect(200)
  assert.match(words(text), /The patient has no appointment to come at your trust/)
})

test('an open request is linked for those who may answer it, and only named for an administrator', async () => {
  const { patient, requestId } = await at.team.asked('reschedule')
  const address = addressOf(patient.patientId)
  const { text } = await at.amal.get(address).expect(200)
  assert.ok(text.includes(`<a href="/staff/requests/${requestId}">Open the request for another time</a>`))
  const { browser } = await aLoggedInStaffMember(portal, { code: ADMINISTRATOR, trust: at.team.trust })
  const named = await browser.get(address).expect(200)
  assert.match(words(named.text), /A request of the patient is to be answered by/)
  assert.ok(!named.text.includes(requestId))
})

test('the page says whether the patient may use the portal, and why not', async () => {
  for (const [row, says] of [
    [{}, 'This patient may use the portal.'],
    [{ portal_access: false }, 'This patient may not use the portal.'],
    [{ nhs_number_status: '02' }, 'not verified'],
    [{ birth_date: '2010-06-16' }, 'under 16'],
    [{ birth_date: '2010-06-15' }, 'This patient may use the portal.'],
  ] as const) {
    const { patientId } = await aPatientOf(at, row)
    const { text } = await at.amal.get(addressOf(patientId)).expect(200)
    assert.ok(words(text).includes(says), says)
  }
})

test('a patient of other trusts only is not there, and the attempt is in the audit log', async () => {
  const { patientId } = await aPatientOf(await aTrustAtWork(portal))
  await at.amal.get(addressOf(patientId)).expect(404)
  await at.amal.get(addressOf('found')).expect(404)
  const sought = portal.database('audit_log').where({ action: 'sought-patient', subject_id: patientId })
  assert.deepEqual(await sought.pluck('patient_id'), [`trust:${at.team.trust}`])
})

test('seeing a patient is in the chain of the patient', async () => {
  const { patientId } = await aPatientOf(at)
  await at.amal.get(addressOf(patientId)).expect(200)
  const entries = portal.database('audit_log').where({ patient_id: patientId, action: 'viewed-patient' })
  assert.deepEqual(await entries.select('actor', 'subject_type', 'subject_id', 'version'), [
    { actor: 'staff', subject_type: 'patient', subject_id: patientId, version: 1 },
  ])
})
