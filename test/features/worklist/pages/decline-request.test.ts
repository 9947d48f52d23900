import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { answer, send } from '../../../support/form.ts'
import { heading, hiddenFields, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import type { Asked } from '../support.ts'
import { addressOf, aTeamAtWork, type TeamAtWork } from './support.ts'

let portal: TestPortal
let at: TeamAtWork
let asked: Asked
let address: string

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  at = await aTeamAtWork(portal)
  asked = await at.team.asked('cancel')
  address = addressOf(asked.requestId)
})

const REPLY = 'We need to see you before your operation.\nCall us if you cannot come.'

/** The hidden fields of the form that declines, which is the first below the preview. */
function confirming(html: string) {
  return hiddenFields(html.slice(0, html.lastIndexOf('<form')))
}

test('a request is declined in words that were shown as the patient will see them', async () => {
  const preview = await answer(at.amal, `${address}/decline`, { reply: REPLY })
  assert.equal(preview.status, 200)
  assert.equal(heading(preview.text), 'Check what the patient will read')
  assert.match(words(preview.text), /before your operation\. Call us if you cannot come\./)
  assert.equal((await at.team.row(asked.requestId)).status, 'open')

  const declined = await send(at.amal, `${address}/decline`, confirming(preview.text))
  assert.deepEqual([declined.status, declined.headers.location], [303, address])
  const { reply, status } = await at.team.row(asked.requestId)
  assert.deepEqual([status, reply], ['declined', REPLY])
  assert.equal((await at.team.doors.row(asked.appointmentId)).status, 'booked')
})

test('the words can be changed after the preview', async () => {
  const preview = await answer(at.amal, `${address}/decline`, { reply: REPLY })
  const again = await send(at.amal, `${address}/decline`, hiddenFields(preview.text))
  assert.equal(heading(again.text), 'What do you want to tell the patient?')
  assert.ok(again.text.includes('before your operation'))
})

test('words are needed', async () => {
  const refused = await answer(at.amal, `${address}/decline`, { reply: '' })
  assert.equal(refused.status, 400)
  assert.match(words(refused.text), /Enter what to tell the patient/)
})

test('that a colleague has decided meanwhile is said before the words are shown as the patient will see them', async () => {
  const { text } = await at.bea.get(`${address}/decline`)
  await at.team.work.decline(at.team.amal, await at.team.seen(asked.requestId), 'No.')
  const late = await send(at.bea, `${address}/decline`, { ...hiddenFields(text), reply: REPLY })
  assert.equal(late.status, 409)
  assert.match(words(late.text), /Declined: .* What you wrote .* before your operation/)
})

test('when a colleague has decided meanwhile, nothing changes and the words are shown again', async () => {
  const preview = await answer(at.bea, `${address}/decline`, { reply: REPLY })
  await at.team.work.decline(at.team.amal, await at.team.seen(asked.requestId), 'No.')
  const late = await send(at.bea, `${address}/decline`, confirming(preview.text))
  assert.equal(late.status, 409)
  assert.match(words(late.text), /Declined: .* What you wrote .* before your operation/)
  assert.equal((await at.team.row(asked.requestId)).reply, 'No.')
})
