import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { answer, send } from '../../../support/form.ts'
import { heading, hiddenFields, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { addressOf, aLeadOf, aTeamAtWork, optionOf, type TeamAtWork } from './support.ts'

let portal: TestPortal
let at: TeamAtWork
let lead: TeamAtWork['amal']
let address: string

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  at = await aTeamAtWork(portal)
  lead = await aLeadOf(portal, at)
  address = addressOf((await at.team.asked('cancel')).requestId)
})

const form = () => `${address}/assign`

test('a team lead assigns a request to a colleague, and to no one again', async () => {
  assert.ok((await lead.get(address).expect(200)).text.includes(`href="${form()}"`))
  const { text } = await lead.get(form()).expect(200)
  const assigned = await answer(lead, form(), { assignee: optionOf(text, at.beaName) })
  assert.deepEqual([assigned.status, assigned.headers.location], [303, address])
  const said = words((await at.amal.get(address)).text)
  assert.ok(said.includes(`Assigned to ${at.beaName}`), said)
  assert.match(said, new RegExp(`Assigned: Robin Staff \\d+ To ${at.beaName}`))
  await answer(lead, form(), { assignee: 'none' })
  const after = words((await at.amal.get(address)).text)
  assert.doesNotMatch(after, /Assigned to/)
  assert.match(after, /No longer assigned: Robin Staff/)
})

test('a member of the booking team is not offered it, and may not', async () => {
  assert.ok(!(await at.amal.get(address).expect(200)).text.includes(form()))
  await at.amal.get(form()).expect(403)
  const fields = hiddenFields((await at.amal.get(`${address}/note`)).text)
  const sent = await send(at.amal, form(), { ...fields, assignee: 'none' })
  assert.equal(sent.status, 403)
})

test('a colleague of another trust is not offered, and cannot be chosen', async () => {
  const elsewhere = await aTeamAtWork(portal)
  const { text } = await lead.get(form()).expect(200)
  assert.equal(optionOf(text, elsewhere.amalName), '')
  const foreign = await elsewhere.team.aColleague('Elsewhere')
  const sent = await send(lead, form(), { ...hiddenFields(text), assignee: foreign })
  assert.equal(sent.status, 400)
  assert.doesNotMatch(words((await lead.get(address)).text), /Assigned/)
})

test('a form that came too late says so, and a closed request has none', async () => {
  const fields = hiddenFields((await lead.get(form())).text)
  await answer(at.amal, `${address}/note`, { text: 'Rang' })
  const late = await send(lead, form(), { ...fields, assignee: 'none' })
  assert.equal(late.status, 409)
  assert.equal(heading(late.text), 'This request has changed')
  await answer(at.amal, `${address}/decline`, { reply: 'No.', next: 'decline' })
  await lead.get(form()).expect(303).expect('Location', address)
})
