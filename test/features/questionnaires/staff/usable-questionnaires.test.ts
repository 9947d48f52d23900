import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { words } from '../../../support/page.ts'
import { aPortal } from '../../../support/portal.ts'
import { aDefinition } from '../support.ts'
import { aTrustThatAsks, LIST } from './support.ts'

const portal = await aPortal()
after(() => portal.close())

test('staff see what their trust can ask, and not what is retired or of another trust', async () => {
  const { browser } = await aTrustThatAsks(portal)
  const retired = await aDefinition(portal, [], 'Retired questions')
  await portal
    .database('questionnaire_definition')
    .where('id', retired)
    .update({ retired_at: '2026-06-15T08:00:00.000' })
  const others = await aDefinition(portal, [], 'Questions of another trust')
  await portal.database('questionnaire_definition').where('id', others).update({ trust_ods_code: 'ZZ9' })
  const text = words((await browser.get(`${LIST}/usable`).expect(200)).text)
  assert.match(text, /Getting ready for your operation \.? ?This is version/)
  assert.doesNotMatch(text, /Retired questions|Questions of another trust/)
})
