import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { send } from '../../../support/form.ts'
import { hiddenFields, words } from '../../../support/page.ts'
import { aPortal } from '../../../support/portal.ts'
import { sentAnswers } from '../support.ts'
import { aTrustThatAsks, LIST } from './support.ts'

const portal = await aPortal()
after(() => portal.close())

test('staff read the answers, with what is flagged, and say that they have read them', async () => {
  const { address, browser, id, patientId } = await aTrustThatAsks(portal)
  await sentAnswers(portal, patientId, id, true)
  const { text } = await browser.get(address).expect(200)
  assert.match(words(text), /An answer is flagged\. The patient was told at once: “Chest pain can be serious/)
  assert.match(words(text), /Do you have chest pain now\? Yes Flagged answer/)
  const form = hiddenFields(text)
  for (const _twice of [1, 2]) await send(browser, address, form).expect(303)
  assert.match(words((await browser.get(address).expect(200)).text), /Reviewed by Robin Staff/)
  const entries = portal.database('audit_log').where('patient_id', patientId)
  const actions = await entries.whereIn('action', ['viewed-answers', 'reviewed-answers']).pluck('action')
  assert.deepEqual(actions.toSorted(), ['reviewed-answers', 'viewed-answers', 'viewed-answers'])
  assert.ok(!(await browser.get(LIST).expect(200)).text.includes(id))
})

test('the task about a flagged answer leads to the answers', async () => {
  const { browser, id, patientId } = await aTrustThatAsks(portal)
  await sentAnswers(portal, patientId, id, true)
  const [{ id: taskId }] = await portal
    .database('task')
    .where({ patient_id: patientId, kind: 'flagged-answers' })
  const { text } = await browser.get(`/staff/tasks/${taskId}`).expect(200)
  assert.ok(text.includes(`href="/staff/questionnaires/${id}"`))
})

test('a sensitive record is opened with a reason only, also when its patient has no appointment at the trust', async () => {
  const { address, browser, id, patientId } = await aTrustThatAsks(portal)
  await sentAnswers(portal, patientId, id)
  const form = hiddenFields((await browser.get(address).expect(200)).text)
  await portal.database('patient').where('id', patientId).update({ sensitive: true })
  await portal.database('appointment').where('patient_id', patientId).delete()
  assert.doesNotMatch((await browser.get(address)).text, /Malta/)
  await send(browser, address, form)
  const [row] = await portal.database('questionnaire_response').where('questionnaire_id', id)
  assert.equal(row.reviewed_at, null)
})
