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

const decline = async () =>
  at.team.work.decline(at.team.amal, await at.team.seen(asked.requestId), 'There is no other time.')

test('an outcome waits until staff say how they told the patient', async () => {
  await decline()
  assert.match(words((await at.amal.get(address)).text), /They have not been told yet/)
  const told = await answer(at.amal, `${address}/tell`, { how: 'phone' })
  assert.deepEqual([told.status, told.headers.location], [303, address])
  const said = words((await at.amal.get(address)).text)
  assert.match(said, /This request is closed/)
  assert.ok(said.includes(`Told the patient: ${at.amalName} By phone`), said)
  assert.equal((await at.team.row(asked.requestId)).untold_since, null)
})

test('a way to tell that the page does not offer is refused', async () => {
  await decline()
  assert.equal((await answer(at.amal, `${address}/tell`, { how: 'pigeon' })).status, 400)
  assert.notEqual((await at.team.row(asked.requestId)).untold_since, null)
})

test('of two who tell, the second learns who was first', async () => {
  await decline()
  const fields = hiddenFields((await at.bea.get(`${address}/tell`)).text)
  await answer(at.amal, `${address}/tell`, { how: 'letter' })
  const late = await send(at.bea, `${address}/tell`, { ...fields, how: 'phone' })
  assert.equal(late.status, 409)
  assert.equal(heading(late.text), 'This request has changed')
  assert.ok(words(late.text).includes(`Told the patient: ${at.amalName}`), words(late.text))
})

test('there is nothing to tell of an open request, nor of one that the patient withdrew', async () => {
  await at.amal.get(`${address}/tell`).expect(303)
  await at.team.patientRequests.withdraw(asked.patient, asked)
  await at.amal.get(`${address}/tell`).expect(303)
  assert.equal((await at.team.row(asked.requestId)).untold_since, null)
})
