import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { answer, send } from '../../../support/form.ts'
import { heading, hiddenFields, words } from '../../../support/page.ts'
import { aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { aContent } from '../support.ts'
import { RULES, type RulesAtWork, rulesAtWork } from './support.ts'

let portal: TestPortal
let my: RulesAtWork
let id: string
let address: string

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  portal.clock.set(MONDAY)
  my = await rulesAtWork(portal)
  id = await my.at.add('asked-to-cancel', aContent('Short notice'))
  address = `${RULES}/${id}`
})

test('a rule says what it does and how often it has acted, and is switched on and off', async () => {
  const off = await my.ada.get(address).expect(200)
  assert.equal(heading(off.text), 'Short notice')
  assert.match(words(off.text), /In the last 30 days it has acted 0 times/)
  const on = await answer(my.ada, address)
  assert.deepEqual([on.status, on.headers.location], [303, address])
  await my.at.team.asked('cancel')
  await my.at.deliver()
  const { text } = await my.ada.get(address).expect(200)
  assert.match(words(text), /On since Monday 15 June 2026 .* it has acted 1 time\. /)
  await answer(my.ada, address)
  assert.equal((await my.at.rules.find(my.at.ada, id)).onSince, null)
  assert.match(
    words((await my.ada.get(address)).text),
    new RegExp(
      `History .*Switched off, version 3: ${my.adaName} .*Switched on, version 2: ${my.adaName} .*Added, version 1: A former colleague Short notice \\. When a patient`,
    ),
  )
})

test('of two who switch it at once, the second is told', async () => {
  const page = await my.ada.get(address).expect(200)
  await my.at.rules.change(my.at.ada, { id, version: 1 }, aContent('Other'))
  const late = await send(my.ada, address, hiddenFields(page.text))
  assert.equal(late.status, 409)
  assert.match(words(late.text), /A colleague has changed this rule since you opened the page/)
  assert.equal((await my.at.rules.find(my.at.ada, id)).onSince, null)
})

test('a rule of another trust is not there, nor one that does not exist', async () => {
  const elsewhere = await rulesAtWork(portal)
  const theirs = await elsewhere.ada.get(address).expect(404)
  const none = await elsewhere.ada.get(`${RULES}/${randomUUID()}`).expect(404)
  assert.equal(heading(theirs.text), heading(none.text))
  for (const page of ['change', 'try']) await elsewhere.ada.get(`${address}/${page}`).expect(404)
})
