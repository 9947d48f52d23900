import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aClinic } from '../../../support/builders.ts'
import { words } from '../../../support/page.ts'
import { aPortal } from '../../../support/portal.ts'
import { addressOf, aPatientOf, aTrustAtWork } from '../support.ts'

const portal = await aPortal()
after(() => portal.close())

test('the clinics of the trust are offered, and each leads to its free times', async () => {
  const at = await aTrustAtWork(portal)
  const elsewhere = await aTrustAtWork(portal)
  const eyes = await aClinic(portal.database, {
    trust_ods_code: at.team.trust,
    patient_facing_name: 'Eye clinic',
  })
  const { patientId } = await aPatientOf(at)
  const address = `${addressOf(patientId)}/book`
  const { text } = await at.amal.get(address).expect(200)
  assert.match(words(text), /Eye clinic Heart clinic/)
  assert.ok(text.includes(`href="${address}/${eyes}"`))
  assert.ok(!text.includes(elsewhere.team.clinicId))
  await at.amal.get(`${address}/${eyes}`).expect(200)
})
