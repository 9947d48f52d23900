import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { words } from '../../../support/page.ts'
import { aPortal } from '../../../support/portal.ts'
import { someoneLoggedIn } from '../../appointments/support.ts'
import { aQuestionnaire, revokedByPas, sentAnswers, someoneAsked } from '../support.ts'

const LIST = '/patient-portal/questionnaires'
const portal = await aPortal()
after(() => portal.close())

test('what there is to answer is listed, and what was answered or needs no answer', async () => {
  const { browser, id, patientId, trust } = await someoneAsked(portal)
  assert.match(
    words((await browser.get(LIST).expect(200)).text),
    /To answer \(1\) Not started Getting ready for your operation/,
  )
  await sentAnswers(portal, patientId, id)
  await revokedByPas(portal, await aQuestionnaire(portal, patientId, trust))
  const text = words((await browser.get(LIST).expect(200)).text)
  assert.match(
    text,
    /To answer \(0\) You have no questionnaires to answer\. Answered \(1\) .*No answer needed \(1\)/,
  )
})

test('the home page lists what is due, and no one else sees it', async () => {
  const { browser, id } = await someoneAsked(portal)
  await portal.database('questionnaire').where({ id }).update({ expires_at: '2026-06-20T12:00:00.000' })
  const home = words((await browser.get('/patient-portal').expect(200)).text)
  assert.match(home, /Answer the questionnaire “Getting ready for your operation” , by Saturday 20 June 2026/)
  const stranger = await someoneLoggedIn(portal)
  assert.doesNotMatch(
    (await stranger.browser.get('/patient-portal').expect(200)).text,
    /Getting ready for your operation/,
  )
  assert.match(
    words((await stranger.browser.get(LIST).expect(200)).text),
    /You have no questionnaires to answer/,
  )
})

test('with FEATURES=questionnaires the pages and their entry in the menu are gone', async t => {
  const without = await aPortal({ disabledFeatures: ['questionnaires'] })
  t.after(() => without.close())
  const { browser } = await someoneLoggedIn(without)
  await browser.get(LIST).expect(404)
  assert.doesNotMatch((await browser.get('/patient-portal').expect(200)).text, /questionnaires/)
})
