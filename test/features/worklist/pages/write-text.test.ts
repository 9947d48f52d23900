import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { answer, send } from '../../../support/form.ts'
import { heading, hiddenFields, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { addressOf, aTeamAtWork, type TeamAtWork } from './support.ts'

let portal: TestPortal
let at: TeamAtWork
let address: string

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  at = await aTeamAtWork(portal)
  address = addressOf((await at.team.asked('cancel')).requestId)
})

test('a note is in the history with its author, as it was typed', async () => {
  const added = await answer(at.amal, `${address}/note`, { text: 'Rang at 3:\r\nno answer <b>yet</b> 李' })
  assert.deepEqual([added.status, added.headers.location], [303, address])
  const said = words((await at.bea.get(address)).text)
  assert.ok(said.includes(`Note: ${at.amalName} Rang at 3: no answer <b>yet</b> 李`), said)
})

test('an empty note and one that is too long are refused, and what was typed stays', async () => {
  const empty = await answer(at.amal, `${address}/note`, { text: ' ' })
  assert.equal(empty.status, 400)
  assert.match(words(empty.text), /There is a problem Enter a note/)
  const long = await answer(at.amal, `${address}/note`, { text: 'é'.repeat(501) })
  assert.equal(long.status, 400)
  assert.match(words(long.text), /must be 500 characters or less\. You have written 501/)
  assert.ok(long.text.includes('é'.repeat(501)))
})

test('a note that came too late is shown, so that it can be copied', async () => {
  const fields = hiddenFields((await at.bea.get(`${address}/note`)).text)
  await answer(at.amal, `${address}/note`, { text: 'First' })
  const late = await send(at.bea, `${address}/note`, { ...fields, text: 'Second, in my own words' })
  assert.equal(late.status, 409)
  assert.equal(heading(late.text), 'This request has changed')
  assert.match(words(late.text), /What you wrote .* Second, in my own words/)
})

test('a request is marked as urgent with a reason, and as no longer urgent', async () => {
  const without = await answer(at.amal, `${address}/priority`, { text: '' })
  assert.equal(without.status, 400)
  assert.match(words(without.text), /There is a problem Enter the reason/)
  await answer(at.amal, `${address}/priority`, { text: 'In pain' })
  const marked = (await at.bea.get(address)).text
  assert.match(words(marked), /Priority Urgent/)
  assert.ok(words(marked).includes(`Marked as urgent: ${at.amalName} In pain`))
  const form = await at.bea.get(`${address}/priority`).expect(200)
  assert.equal(heading(form.text), 'Why is this request no longer urgent?')
  await answer(at.bea, `${address}/priority`, { text: 'Seen today' })
  const said = words((await at.bea.get(address)).text)
  assert.doesNotMatch(said, /Priority Urgent/)
  assert.ok(said.includes(`Marked as no longer urgent: ${at.beaName} Seen today`))
})

test('whoever needs longer keeps what they typed, and nothing is sent', async () => {
  const more = await answer(at.amal, `${address}/note`, { text: 'Rang at 3', _save: 'Give me more time' })
  assert.equal(more.status, 200)
  assert.ok(more.text.includes('Rang at 3'))
  assert.match(words(more.text), /You have more time\./)
  assert.doesNotMatch(words((await at.amal.get(address)).text), /Rang at 3/)
})
