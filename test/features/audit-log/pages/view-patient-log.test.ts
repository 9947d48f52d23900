import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { heading, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { addressOf, aPatientOf } from '../../staff-patients/support.ts'
import { type AuditedTrust, anAuditedTrust, lookedFor } from '../support.ts'

let portal: TestPortal
let at: AuditedTrust

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  at = await anAuditedTrust(portal)
})

test('an auditor finds a patient by NHS number, which is in no address, and reads on which lists they were', async () => {
  const patient = await aPatientOf(at)
  const other = await aPatientOf(at)
  await at.amal.get('/staff/patients').expect(200)
  await at.lee.get(addressOf(other.patientId)).expect(200)
  const address = await lookedFor(at.helen, patient.nhsNumber)
  assert.match(address, /^\/staff\/audit\/found\/[0-9a-f-]{36}$/)
  const { text } = await at.helen.get(address).expect(200)
  assert.equal(heading(text), 'Audit log of one patient')
  assert.match(words(text), new RegExp(`${at.amalName} , Booking team Viewed patients`))
  assert.ok(!words(text).includes(`${at.leeName} ,`))
  assert.match(words(text), /All \d entr.+ were checked just now: none has been changed/)
  const entries = portal.database('audit_log').where({ action: 'viewed-patient-log' })
  assert.deepEqual(
    await entries.whereIn('patient_id', [patient.patientId, `trust:${at.team.trust}`]).pluck('actor_role'),
    ['auditor', 'auditor'],
  )
})

test('an entry that was changed is reported', async () => {
  const patient = await aPatientOf(at)
  await at.amal.get(addressOf(patient.patientId)).expect(200)
  await at.amal.get('/staff/patients').expect(200)
  const last = portal.database('audit_log').where({ patient_id: patient.patientId, action: 'viewed-patient' })
  await last.update({ actor_id: 'somebody-else' })
  const { text } = await at.helen.get(await lookedFor(at.helen, patient.nhsNumber)).expect(200)
  assert.match(words(text), /Not as written .* faults found: \d\. The first is at place \d+ \(edited\)/)
})

test('a patient of another trust is not found, and the search of another person is not there', async () => {
  const elsewhere = await anAuditedTrust(portal)
  const { nhsNumber } = await aPatientOf(elsewhere)
  const { text } = await at.helen.get(await lookedFor(at.helen, nhsNumber)).expect(200)
  assert.equal(heading(text), 'No patient found in the audit log')
  await elsewhere.helen.get(await lookedFor(at.helen, nhsNumber)).expect(404)
  await at.helen.get('/staff/audit/found/no-id').expect(404)
})

test('a search lasts as long as a session can', async () => {
  const { nhsNumber } = await aPatientOf(at)
  const address = await lookedFor(at.helen, nhsNumber)
  const past = portal.clock.now().subtract({ hours: 12, minutes: 1 }).toString().slice(0, 23)
  await portal.database('patient_search').update({ searched_at: past })
  await at.helen.get(address).expect(404)
})
