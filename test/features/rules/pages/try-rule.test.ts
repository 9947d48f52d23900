import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { aClinic } from '../../../support/builders.ts'
import { words } from '../../../support/page.ts'
import { aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { aContent } from '../support.ts'
import { RULES, type RulesAtWork, rulesAtWork } from './support.ts'

let portal: TestPortal
let my: RulesAtWork

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  portal.clock.set(MONDAY)
  my = await rulesAtWork(portal)
})

test('a rule is tried on the last 30 days by clinic, and no patient is named', async () => {
  const { at } = my
  const [first] = [
    await at.team.asked('cancel'),
    await at.team.asked('cancel'),
    await at.team.asked('reschedule'),
  ]
  const other = await aClinic(at.database, {
    trust_ods_code: at.team.trust,
    patient_facing_name: 'Eye clinic',
  })
  await at.database('appointment').where('id', first.appointmentId).update('clinic_id', other)
  const id = await at.add('asked-to-cancel', aContent('Eyes', { clinicIds: [other] }))
  const { text } = await my.ada.get(`${RULES}/${id}/try`).expect(200)
  const said = words(text)
  assert.match(said, /From Saturday 16 May 2026 at 10am to Monday 15 June 2026 at 10am/)
  assert.match(said, /It would have acted on 1 of 2\. Requests to cancel .* Eye clinic 1 1 Heart clinic 1 0/)
  const { family_name, nhs_number } = await at
    .database('patient')
    .where('id', first.patient.patientId)
    .first()
  assert.ok(!text.includes(nhs_number) && !said.includes(family_name))
})

test('where nothing happened there is nothing to try it on', async () => {
  const id = await my.at.add('booked', aContent('New'))
  const { text } = await my.ada.get(`${RULES}/${id}/try`).expect(200)
  assert.match(words(text), /Nothing of this kind happened at your trust in these 30 days/)
})
