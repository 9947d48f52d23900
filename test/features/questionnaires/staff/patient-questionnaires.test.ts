import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { words } from '../../../support/page.ts'
import { aPortal } from '../../../support/portal.ts'
import { aTrustThatAsks } from './support.ts'

const portal = await aPortal()
after(() => portal.close())

test('the page of a patient leads to what they were asked', async () => {
  const { browser, id, patientId, questionnaires } = await aTrustThatAsks(portal)
  const page = await browser.get(`/staff/patients/${patientId}`).expect(200)
  assert.ok(page.text.includes(`href="${questionnaires}"`))
  const { text } = await browser.get(questionnaires).expect(200)
  assert.ok(text.includes(`href="/staff/questionnaires/${id}"`))
  assert.match(words(text), /Not started/)
})

test('staff of another trust do not find the patient', async () => {
  const { questionnaires } = await aTrustThatAsks(portal)
  const elsewhere = await aTrustThatAsks(portal)
  await elsewhere.browser.get(questionnaires).expect(404)
})
