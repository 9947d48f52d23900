import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { answer, send } from '../../../support/form.ts'
import { hiddenFields, words } from '../../../support/page.ts'
import { aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { aTask, TASKS, type TasksAtWork, tasksAtWork } from './support.ts'

let portal: TestPortal
let at: TasksAtWork
let address: string

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  portal.clock.set(MONDAY)
  at = await tasksAtWork(portal)
  address = `${TASKS}/${(await aTask(portal, at)).id}`
})

test('a note stays in the history, and the patient does not read it', async () => {
  assert.equal((await answer(at.amal, `${address}/note`, { text: 'Rang: no answer' })).status, 303)
  assert.match(words((await at.bea.get(address)).text), /Note: .* Rang: no answer/)
})

test('an empty note and a take-over without a reason are asked again', async () => {
  const note = await answer(at.amal, `${address}/note`, { text: ' ' })
  assert.equal(note.status, 400)
  assert.match(words(note.text), /Enter a note/)
  const taken = await answer(at.amal, `${address}/take-over`, { text: '' })
  assert.match(words(taken.text), /Enter why you are taking over/)
})

test('without scripts there can be more time, and nothing is lost or sent', async () => {
  const more = await answer(at.amal, `${address}/note`, { text: 'Rang', _save: 'Give me more time' })
  assert.equal(more.status, 200)
  assert.match(more.text, />\s*Rang<\/textarea>/)
  assert.match(words(more.text), /You have more time/)
})

test('a note on a task that has changed is shown again', async () => {
  const fields = hiddenFields((await at.bea.get(`${address}/note`)).text)
  await answer(at.amal, `${address}/note`, { text: 'First' })
  const late = await send(at.bea, `${address}/note`, { ...fields, text: 'Second' })
  assert.equal(late.status, 409)
  assert.match(words(late.text), /Note: .* What you wrote .* Second/)
})

test('a task is marked as urgent with a reason, comes first if that is chosen, and is no longer urgent', async () => {
  portal.clock.pass({ minutes: 1 })
  const later = await aTask(portal, at)
  const priority = `${TASKS}/${later.id}/priority`
  const none = await answer(at.amal, priority, { text: '' })
  assert.equal(none.status, 400)
  assert.match(words(none.text), /Why is this task urgent\? .*Enter the reason/)
  assert.equal((await answer(at.amal, priority, { text: 'In pain' })).status, 303)
  const read = words((await at.bea.get(`${TASKS}/${later.id}`)).text)
  assert.match(read, /Priority Urgent .* Marked as urgent: .* In pain/)
  const order = async (query: string) => {
    const { text } = await at.bea.get(TASKS + query).expect(200)
    assert.match(words(text), /Urgent/)
    return text.indexOf(later.id) < text.indexOf(address)
  }
  assert.deepEqual([await order(''), await order('?first=urgent')], [false, true])
  const normal = await answer(at.bea, priority, { text: 'Seen today' })
  assert.equal(normal.status, 303)
  assert.match(
    words((await at.bea.get(`${TASKS}/${later.id}`)).text),
    /Marked as no longer urgent: .* Seen today/,
  )
})
