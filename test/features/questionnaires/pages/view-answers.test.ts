import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { words } from '../../../support/page.ts'
import { aPortal } from '../../../support/portal.ts'
import { sendAnswers, sentAnswers, someoneAsked } from '../support.ts'

const portal = await aPortal()
after(() => portal.close())

test('a patient reads what they have sent, and cannot change it', async () => {
  const { address, browser, patientId } = await someoneAsked(portal)
  await sendAnswers(browser, address)
  const { text } = await browser.get(`${address}/answers`).expect(200)
  assert.match(words(text), /Do you smoke\? No/)
  assert.match(words(text), /Your weight and height Weight 72\.5 kg Height 180 cm/)
  assert.match(words(text), /When was your last operation\? 3 May 2020 .*breakfast\? 7:30am/)
  assert.doesNotMatch(text, /<input (?!type="hidden")/)
  assert.equal((await browser.get(`${address}/question?number=1`)).headers.location, address)
  const seen = portal.database('audit_log').where({ patient_id: patientId, action: 'viewed-answers' })
  assert.equal((await seen).length, 1)
})

test('each of several medicines has its own heading', async () => {
  const { address, browser, id, patientId } = await someoneAsked(portal)
  await sentAnswers(portal, patientId, id)
  const text = words((await browser.get(`${address}/answers`).expect(200)).text)
  assert.match(text, /Medicines that you take \(1\) What is the medicine called\? Aspirin/)
  assert.match(text, /Medicines that you take \(2\) What is the medicine called\? Salbutamol/)
})
