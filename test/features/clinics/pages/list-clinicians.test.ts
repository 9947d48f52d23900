import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { aClinician, aLeadAtWork } from './support.ts'

let portal: TestPortal

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())

test('the clinicians with times to come in the clinics of the trust are listed, and no others', async () => {
  const at = await aLeadAtWork(portal)
  const address = '/staff/clinics/clinicians'
  assert.match(words((await at.lead.get(address).expect(200)).text), /No clinician has times to come/)
  const elsewhere = await aLeadAtWork(portal)
  await aClinician(elsewhere.team, 'Dr Elsewhere')
  const id = await aClinician(at.team)
  const { text } = await at.lead.get(address).expect(200)
  assert.ok(text.includes(`href="${address}/${id}/close"`))
  assert.match(words(text), /Dr Lee/)
  assert.doesNotMatch(words(text), /Elsewhere/)
})
