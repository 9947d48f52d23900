import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { StaffQuestionnaires } from '../../../../src/features/questionnaires/staff-questionnaires.ts'
import { heading, words } from '../../../support/page.ts'
import { aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { staffOf } from '../../worklist/support.ts'
import { type Asked, goOn, revokedByPas, someoneAsked } from '../support.ts'

let portal: TestPortal
let asked: Asked
before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  portal.clock.set(MONDAY)
  asked = await someoneAsked(portal)
})

test('the start page says what it is, for which appointment, how long it takes and until when', async () => {
  const { address, browser, id } = asked
  await portal.database('questionnaire').where({ id }).update({ expires_at: '2026-06-20T11:00:00.000' })
  const text = words((await browser.get(address).expect(200)).text)
  assert.match(
    text,
    /Getting ready for your operation From .* For Cardiology .*How long it takes About 4 minutes/,
  )
  assert.match(text, /Answer by Saturday 20 June 2026 at midday/)
  assert.equal(await goOn(browser, address), `${address}/question?number=1`)
  assert.match(words((await browser.get(address).expect(200)).text), /Carry on/)
})

test('starting it again changes nothing', async () => {
  const { address, browser, id } = asked
  await goOn(browser, address, { start: 'yes' })
  const again = await browser.get(address).expect(200)
  assert.doesNotMatch(again.text, /Start now/)
  const events = portal.database('outbox').where({ subject_id: id, kind: 'questionnaire-started' })
  assert.equal((await events).length, 1)
})

test('one that is too late says so, and how to answer all the same', async () => {
  const { address, browser, id } = asked
  await portal.database('questionnaire').where({ id }).update({ expires_at: '2026-06-14T11:00:00.000' })
  const { text } = await browser.get(address).expect(200)
  assert.equal(heading(text), 'It is too late to answer: Getting ready for your operation')
  assert.match(words(text), /If you still want to answer, contact the hospital\. .*Phone:/)
})

test('one that was taken back needs no answer', async () => {
  await revokedByPas(portal, asked.id)
  const { text } = await asked.browser.get(asked.address).expect(200)
  assert.equal(heading(text), 'You do not need to answer: Getting ready for your operation')
})

test('one that was answered by phone says so', async () => {
  const { address, browser, id, patientId, trust } = asked
  const staff = new StaffQuestionnaires(portal.database, portal.clock)
  await staff.answeredByPhone(staffOf(trust), { id, patientId, version: 1 })
  const { text } = await browser.get(address).expect(200)
  assert.match(words(text), /You answered by phone/)
  assert.equal((await browser.get(`${address}/answers`)).headers.location, address)
})

test('a patient keeps the version that they were asked, when there is a newer one', async () => {
  const { address, browser, id } = asked
  const { definition_id } = await portal.database('questionnaire').where({ id }).first()
  await portal
    .database('questionnaire_definition')
    .where('id', definition_id)
    .update({ retired_at: '2026-06-15T08:00:00.000' })
  const page = await goOn(browser, address)
  assert.match((await browser.get(page).expect(200)).text, /Do you smoke/)
})

test('a link of the NHS App is reported as one view, however often the page is loaded', async () => {
  const { address, browser, id } = asked
  const views = async () =>
    (await portal.database('reporting_event').where('kind', 'questionnaire-viewed'))
      .map(({ details }) => JSON.parse(details))
      .filter(({ questionnaireId }) => questionnaireId === id)
  await browser.get(address).expect(200)
  assert.deepEqual(await views(), [])
  const trackingId = randomUUID()
  await browser.get(`${address}?trackingId=${trackingId}`).expect(303)
  await browser.get(address).expect(200)
  await browser.get(address).expect(200)
  assert.deepEqual(
    (await views()).map(view => view.trackingId),
    [trackingId],
  )
})
