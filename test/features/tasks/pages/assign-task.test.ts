import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { answer, send } from '../../../support/form.ts'
import { heading, hiddenFields, words } from '../../../support/page.ts'
import { aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { optionOf } from '../../worklist/pages/support.ts'
import { aLeadOf, aTask, TASKS, type TasksAtWork, tasksAtWork } from './support.ts'

let portal: TestPortal
let at: TasksAtWork
let lead: TasksAtWork['amal']
let address: string

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  portal.clock.set(MONDAY)
  at = await tasksAtWork(portal)
  lead = await aLeadOf(portal, at)
  address = `${TASKS}/${(await aTask(portal, at)).id}`
})

const form = () => `${address}/assign`

test('a team lead assigns a task to a colleague, and to no one again', async () => {
  const filtered = '?kind=contact-request&claimed=none'
  const opened = (await lead.get(address + filtered).expect(200)).text
  assert.ok(opened.includes(`href="${form()}${filtered.replace('&', '&amp;')}"`))
  const { text } = await lead.get(form()).expect(200)
  const assigned = await answer(lead, form() + filtered, { assignee: optionOf(text, at.beaName) })
  assert.deepEqual([assigned.status, assigned.headers.location], [303, address + filtered])
  const said = words((await at.amal.get(address)).text)
  assert.ok(said.includes(`Assigned to ${at.beaName}`), said)
  assert.match(said, new RegExp(`Assigned: Robin Staff \\d+ To ${at.beaName}`))
  assert.match(words((await at.amal.get(TASKS)).text), new RegExp(`Assigned to ${at.beaName}`))
  const start = words((await at.bea.get('/staff').expect(200)).text)
  assert.match(start, /1 open task is assigned to you/)
  await answer(lead, form(), { assignee: 'none' })
  const after = words((await at.amal.get(address)).text)
  assert.doesNotMatch(after, /Assigned to/)
  assert.match(after, /No longer assigned: Robin Staff/)
  assert.doesNotMatch(words((await at.bea.get('/staff')).text), /assigned to you/)
})

test('a member of the booking team is not offered it, and may not', async () => {
  assert.ok(!(await at.amal.get(address).expect(200)).text.includes(form()))
  await at.amal.get(form()).expect(403)
  const fields = hiddenFields((await at.amal.get(`${address}/note`)).text)
  assert.equal((await send(at.amal, form(), { ...fields, assignee: 'none' })).status, 403)
})

test('who may not do this kind of task, or works elsewhere, is not offered and cannot be chosen', async () => {
  const elsewhere = await tasksAtWork(portal)
  const others = [
    await elsewhere.team.aColleague('Elsewhere'),
    await at.team.aColleague('Dr Okoye', 'clinician'),
  ]
  const { text } = await lead.get(form()).expect(200)
  for (const name of ['Elsewhere', 'Dr Okoye']) assert.equal(optionOf(text, name), '')
  for (const assignee of others)
    assert.equal((await send(lead, form(), { ...hiddenFields(text), assignee })).status, 400)
  assert.doesNotMatch(words((await lead.get(address)).text), /Assigned/)
})

test('there can be more time, and what was chosen stays chosen', async () => {
  const { text } = await lead.get(form()).expect(200)
  const assignee = optionOf(text, at.beaName)
  const more = await answer(lead, form(), { assignee, _save: 'Give me more time' })
  assert.match(words(more.text), /You have more time/)
  assert.ok(more.text.includes(`value="${assignee}" selected`))
  assert.doesNotMatch(words((await lead.get(address)).text), /Assigned/)
})

test('a form that came too late says so, and a closed task has none', async () => {
  const fields = hiddenFields((await lead.get(form())).text)
  await answer(at.amal, `${address}/note`, { text: 'Rang' })
  const late = await send(lead, form(), { ...fields, assignee: 'none' })
  assert.equal(late.status, 409)
  assert.equal(heading(late.text), 'This task has changed')
  await answer(at.amal, `${address}/close`, { outcome: 'answered-by-text', words: '' })
  await lead.get(form()).expect(303).expect('Location', address)
})
