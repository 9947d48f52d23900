import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { answer, send } from '../../../support/form.ts'
import { hiddenFields, words } from '../../../support/page.ts'
import { aPortal } from '../../../support/portal.ts'
import { aDefinition } from '../support.ts'
import { aTrustThatAsks } from './support.ts'

const portal = await aPortal()
after(() => portal.close())

const asked = (patientId: string) => portal.database('questionnaire').where('patient_id', patientId)

test('a patient is asked about an appointment, until it begins, and sees it at once', async () => {
  const { appointmentId, browser, patientId, questionnaires } = await aTrustThatAsks(portal)
  const definition = await aDefinition(portal)
  const form = hiddenFields((await browser.get(`${questionnaires}/ask`).expect(200)).text)
  const fields = { ...form, definition, appointment: appointmentId, until: 'appointment' }
  for (const _twice of [1, 2]) await send(browser, `${questionnaires}/ask`, fields).expect(303)
  const added = await asked(patientId).where('definition_id', definition)
  assert.equal(added.length, 1)
  const [{ starts_at }] = await portal.database('appointment').where('id', appointmentId)
  assert.equal(added[0].expires_at, starts_at)
  const events = portal.database('outbox').where({ subject_id: added[0].id, kind: 'questionnaire-requested' })
  assert.equal((await events).length, 1)
})

test('an end in weeks is a minute before midnight', async () => {
  const { browser, patientId, questionnaires } = await aTrustThatAsks(portal)
  const definition = await aDefinition(portal)
  await answer(browser, `${questionnaires}/ask`, { definition, appointment: 'none', until: '2-weeks' })
  const [row] = await asked(patientId).where('definition_id', definition)
  assert.equal(row.expires_at, '2026-06-29T22:59:00.000')
})

test('what is missing or does not fit is asked again', async () => {
  const { browser, patientId, questionnaires } = await aTrustThatAsks(portal)
  const page = `${questionnaires}/ask`
  const nothing = await answer(browser, page)
  assert.equal(nothing.status, 400)
  assert.match(words(nothing.text), /Select a questionnaire Select which appointment .*Select until when/)
  const definition = await aDefinition(portal)
  const noEnd = await answer(browser, page, { definition, appointment: 'none', until: 'appointment' })
  assert.match(words(noEnd.text), /Select another end: it is about no appointment/)
  const retired = await aDefinition(portal)
  await portal
    .database('questionnaire_definition')
    .where('id', retired)
    .update({ retired_at: '2026-06-15T08:00:00.000' })
  const gone = await answer(browser, page, { definition: retired, appointment: 'none', until: 'no-end' })
  assert.match(words(gone.text), /Select a questionnaire/)
  assert.equal((await asked(patientId)).length, 1)
})
