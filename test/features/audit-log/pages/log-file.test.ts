import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { addressOf, aPatientOf } from '../../staff-patients/support.ts'
import { anAuditedTrust, LOG, lookedFor } from '../support.ts'

let portal: TestPortal
before(async () => {
  portal = await aPortal()
})
after(() => portal.close())

test('the file has what the filters leave, and the ids', async () => {
  const at = await anAuditedTrust(portal)
  const { nhsNumber, patientId } = await aPatientOf(at)
  await at.amal.get(addressOf(patientId)).expect(200)
  await at.amal.get('/staff/patients').expect(200)
  const file = await at.helen.get(`${LOG}/file?action=viewed-patient`).expect(200)
  assert.match(String(file.headers['content-disposition']), /audit-log\.csv/)
  const [header, ...lines] = file.text.trim().split('\r\n')
  assert.match(
    String(header),
    /Date and time,Name of staff,Id of staff,Role or kind,What they did,NHS number/,
  )
  assert.equal(lines.length, 1)
  assert.match(
    String(lines[0]),
    new RegExp(
      `^2026-06-15 10:00:00,${at.amalName},[0-9a-f-]{36},Booking team,Viewed patient,${nhsNumber.replace(/^(...)(...)/, '$1 $2 ')},patient,${patientId},${patientId},\\d+$`,
    ),
  )
  const shown = portal.database('audit_log').where({ patient_id: patientId, action: 'viewed-audit-log' })
  assert.equal((await shown).length, 1)
})

test('the file about one patient has the lists too, and is in the chain of the patient', async () => {
  const at = await anAuditedTrust(portal)
  const { nhsNumber, patientId } = await aPatientOf(at)
  await at.amal.get('/staff/patients').expect(200)
  const file = await at.helen.get(`${await lookedFor(at.helen, nhsNumber)}/file`).expect(200)
  assert.match(file.text, /Booking team,Viewed patients/)
  const shown = portal.database('audit_log').where({ patient_id: patientId, action: 'viewed-patient-log' })
  assert.equal((await shown).length, 1)
  const none = await at.helen.get(`${await lookedFor(at.helen, '9990000018')}/file`).expect(200)
  assert.doesNotMatch(none.text, /Booking team/)
})
