import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { answer, send } from '../../../support/form.ts'
import { hiddenFields, words } from '../../../support/page.ts'
import { aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { aTask, TASKS, type TasksAtWork, tasksAtWork } from './support.ts'

let portal: TestPortal
let at: TasksAtWork
let id: string
let address: string

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  portal.clock.set(MONDAY)
  at = await tasksAtWork(portal)
  ;({ id } = await aTask(portal, at))
  address = `${TASKS}/${id}`
})

const row = () => portal.database('task').where({ id }).first()
const said = { outcome: 'answered-by-text', words: 'The interpreter is booked.' }

test('a task is closed with an outcome and with words that the patient reads', async () => {
  assert.equal((await answer(at.amal, `${address}/close`, said)).status, 303)
  const { status, outcome, reply, closed_by } = await row()
  assert.deepEqual([status, outcome, reply], ['closed', 'answered-by-text', 'The interpreter is booked.'])
  assert.ok(closed_by)
  const read = words((await at.amal.get(address)).text)
  assert.match(read, /Closed: Answered by text message/)
  assert.match(read, /This task is closed/)
  assert.equal((await at.amal.get(`${address}/close`)).headers.location, address)
})

test('what is missing is asked again, and what was typed stays', async () => {
  const none = await answer(at.amal, `${address}/close`, { words: 'Booked.' })
  assert.equal(none.status, 400)
  assert.match(words(none.text), /Select what has been done/)
  assert.match(none.text, />\s*Booked\.<\/textarea>/)
  const unknown = await answer(at.amal, `${address}/close`, { outcome: 'x', words: '' })
  assert.match(words(unknown.text), /Select what has been done/)
  const without = await answer(at.amal, `${address}/close`, { outcome: 'answered-here', words: '' })
  assert.match(words(without.text), /Write your answer/)
  assert.equal((await row()).status, 'open')
})

test('of two who close it, the second is told who was first, and keeps what they wrote', async () => {
  const fields = hiddenFields((await at.bea.get(`${address}/close`)).text)
  await answer(at.amal, `${address}/close`, said)
  const late = await send(at.bea, `${address}/close`, { ...fields, outcome: 'answered-here', words: 'Mine' })
  assert.equal(late.status, 409)
  const read = words(late.text)
  assert.ok(read.includes(`Closed: Answered by text message: ${at.amalName}`), read)
  assert.match(read, /What you wrote .* Mine/)
  assert.equal((await row()).outcome, 'answered-by-text')
})

test('the same form sent twice closes it once', async () => {
  const fields = hiddenFields((await at.amal.get(`${address}/close`)).text)
  for (let times = 0; times < 2; times++)
    assert.equal((await send(at.amal, `${address}/close`, { ...fields, ...said })).status, 303)
  assert.equal((await at.team.history(id)).length, 1)
})

test('without scripts there can be more time', async () => {
  const more = await answer(at.amal, `${address}/close`, { ...said, _save: 'Give me more time' })
  assert.match(words(more.text), /You have more time/)
  assert.match(more.text, /value="answered-by-text" checked/)
})
