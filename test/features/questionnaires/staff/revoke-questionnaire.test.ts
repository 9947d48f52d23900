import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { send } from '../../../support/form.ts'
import { hiddenFields, words } from '../../../support/page.ts'
import { aPortal } from '../../../support/portal.ts'
import { sentAnswers } from '../support.ts'
import { aTrustThatAsks } from './support.ts'

const portal = await aPortal()
after(() => portal.close())

test('it is done once, with an event, and the patient can answer no more', async () => {
  const { address, browser, id } = await aTrustThatAsks(portal)
  const form = hiddenFields((await browser.get(`${address}/revoke`).expect(200)).text)
  for (const _twice of [1, 2]) await send(browser, `${address}/revoke`, form).expect(303)
  assert.match(words((await browser.get(address).expect(200)).text), /State Taken back/)
  assert.equal(
    (await portal.database('outbox').where({ subject_id: id, kind: 'questionnaire-revoked' })).length,
    1,
  )
  assert.equal((await browser.get(`${address}/revoke`)).headers.location, address)
})

test('answers that the patient has sent meanwhile stay', async () => {
  const { address, browser, id, patientId } = await aTrustThatAsks(portal)
  const form = hiddenFields((await browser.get(`${address}/revoke`).expect(200)).text)
  await sentAnswers(portal, patientId, id)
  const late = await send(browser, `${address}/revoke`, form)
  assert.equal(late.status, 409)
  assert.match(words(late.text), /This questionnaire has changed .*Its state is now: Sent/)
})
