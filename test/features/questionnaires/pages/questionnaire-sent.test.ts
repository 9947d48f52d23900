import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { fromColumn } from '../../../../src/database/columns.ts'
import { words } from '../../../support/page.ts'
import { aPortal } from '../../../support/portal.ts'
import { ANSWERS, sendAnswers, someoneAsked } from '../support.ts'

const portal = await aPortal()
after(() => portal.close())

test('the confirmation says what happens next', async () => {
  const { address, browser } = await someoneAsked(portal)
  const { text } = await browser.get(await sendAnswers(browser, address)).expect(200)
  assert.match(words(text), /We have sent your answers .*Staff read them in working hours/)
  assert.doesNotMatch(words(text), /What to do now/)
})

test('of flagged answers staff get a task, in the promised time, and what to do now comes first', async () => {
  const { address, appointmentId, browser, patientId, trust } = await someoneAsked(portal)
  const sent = await sendAnswers(browser, address, [...ANSWERS.slice(0, -1), { answer1: 'yes' }])
  const { text } = await browser.get(sent).expect(200)
  assert.match(words(text), /What to do now Chest pain can be serious/)
  const [task] = await portal.database('task').where({ patient_id: patientId, kind: 'flagged-answers' })
  assert.equal(task.trust_ods_code, trust)
  assert.equal(task.appointment_id, appointmentId)
  assert.ok(Temporal.Instant.compare(fromColumn(task.promised_by), portal.clock.now()) > 0)
})

test('before anything was sent it leads to the questionnaire', async () => {
  const { address, browser } = await someoneAsked(portal)
  for (const page of ['/sent', '/answers'])
    assert.equal((await browser.get(address + page)).headers.location, address)
})
