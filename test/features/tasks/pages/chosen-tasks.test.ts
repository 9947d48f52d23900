import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { answer, send } from '../../../support/form.ts'
import { heading, hiddenFields, words } from '../../../support/page.ts'
import { aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { optionOf } from '../../worklist/pages/support.ts'
import { aLeadOf, aTask, TASKS, type TasksAtWork, tasksAtWork } from './support.ts'

let portal: TestPortal
let at: TasksAtWork
let lead: TasksAtWork['amal']
let two: [{ id: string; patientId: string }, { id: string; patientId: string }]

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  portal.clock.set(MONDAY)
  at = await tasksAtWork(portal)
  lead = await aLeadOf(portal, at)
  two = [await aTask(portal, at), await aTask(portal, at)]
})

const CHOSEN = `${TASKS}/chosen`

/** The values of the checkboxes on the list, which its form sends. */
async function ticked(browser: TasksAtWork['amal'], query = ''): Promise<string[]> {
  const { text } = await browser.get(TASKS + query).expect(200)
  return [...text.matchAll(/name="task" type="checkbox" value="([^"]+)"/g)].map(([, value]) => value ?? '')
}

const chosen = (values: readonly string[]) =>
  `${CHOSEN}?${new URLSearchParams(values.map(value => ['task', value]))}`

const assignedTo = async ({ id }: { id: string }) => (await at.team.row(id)).assigned_to

test('each checkbox of the list is labelled with the patient and the task', async () => {
  const { text } = await lead.get(TASKS).expect(200)
  const row = await portal.database('patient').where('id', two[0].patientId).first()
  const label = new RegExp(`<label [^>]*for="task-${two[0].id}">(.*?)</label>`).exec(text)?.[1]
  assert.equal(
    words(label ?? '').replace(' ,', ','),
    `Choose the task for ${row.family_name}, ${row.given_name}, opened Monday 15 June 2026 at 10am`,
  )
})

test('many are assigned to one colleague, and the list is the same again', async () => {
  const values = await ticked(lead, '?claimed=none')
  assert.equal(values.length, 2)
  const asked = await lead.get(`${chosen(values)}&claimed=none`)
  assert.equal(heading(asked.text), 'Assign the chosen tasks')
  const { _csrf } = hiddenFields(asked.text)
  const bea = optionOf(asked.text, at.beaName)
  const sent = await send(lead, `${CHOSEN}?claimed=none`, {
    _csrf: String(_csrf),
    task: values,
    assignee: bea,
  })
  assert.equal(heading(sent.text), 'The tasks are assigned as you chose')
  assert.ok(words(sent.text).includes(`Assigned to ${at.beaName}`))
  assert.ok(sent.text.includes(`href="${TASKS}?claimed=none"`))
  assert.deepEqual([await assignedTo(two[0]), await assignedTo(two[1])], [bea, bea])
  for (const { patientId } of two) {
    const log = portal.database('audit_log').where({ patient_id: patientId, action: 'assigned-task' })
    assert.equal((await log).length, 1)
  }
})

test('what was changed or closed meanwhile is named, and the others are assigned', async () => {
  const third = await aTask(portal, at)
  const values = await ticked(lead)
  const asked = await lead.get(chosen(values)).expect(200)
  const { amal, work } = at.team
  await work.addNote(amal, await at.team.seen(two[0].id), 'Rang')
  await work.close(amal, await at.team.seen(two[1].id), { outcome: 'answered-by-text', words: '' })
  const { _csrf } = hiddenFields(asked.text)
  const assignee = optionOf(asked.text, at.amalName)
  const sent = await send(lead, CHOSEN, { _csrf: String(_csrf), task: values, assignee })
  assert.equal(heading(sent.text), 'Not every task is assigned as you chose')
  const [done = '', left = ''] = sent.text.split('>Not changed<')
  assert.ok(done.includes(third.id) && !done.includes(two[0].id))
  assert.ok(left.includes(two[0].id) && left.includes(two[1].id))
  assert.deepEqual([await assignedTo(two[0]), await assignedTo(two[1])], [null, null])
})

test('only colleagues who may do all of them are offered', async () => {
  await at.team.aColleague('Dr Okoye', 'clinician')
  await portal.database('task').where({ id: two[0].id }).update({ kind: 'cancellation-follow-up' })
  const offered = async (...tasks: { id: string }[]) => {
    const { text } = await lead.get(chosen(tasks.map(({ id }) => `${id}.1`))).expect(200)
    return optionOf(text, 'Dr Okoye') !== ''
  }
  assert.deepEqual(
    [await offered(two[0]), await offered(two[1]), await offered(...two)],
    [true, false, false],
  )
})

test('there can be more time, and what was chosen stays chosen', async () => {
  const values = await ticked(lead)
  const asked = await lead.get(chosen(values)).expect(200)
  const { _csrf } = hiddenFields(asked.text)
  const assignee = optionOf(asked.text, at.beaName)
  const form = { _csrf: String(_csrf), task: values, assignee, _save: 'Give me more time' }
  const more = await send(lead, CHOSEN, form)
  assert.match(words(more.text), /You have more time/)
  assert.ok(more.text.includes(`value="${assignee}" selected`))
  assert.equal(await assignedTo(two[0]), null)
})

test('a member of the booking team can choose none, and may not', async () => {
  assert.deepEqual(await ticked(at.amal), [])
  assert.ok(!(await at.amal.get(TASKS)).text.includes(CHOSEN))
  const value = `${two[0].id}.1`
  await at.amal.get(chosen([value])).expect(403)
  const sent = await answer(at.amal, `${TASKS}/${two[0].id}/note`, { text: 'Rang' })
  assert.equal(sent.status, 303)
  const { _csrf } = hiddenFields((await at.amal.get(`${TASKS}/${two[0].id}/note`)).text)
  assert.equal(
    (await send(at.amal, CHOSEN, { _csrf: String(_csrf), task: value, assignee: 'none' })).status,
    403,
  )
})

test('nothing chosen, and what is of another trust or no id, is said to be nothing', async () => {
  const elsewhere = await tasksAtWork(portal)
  const theirs = await aTask(portal, elsewhere)
  for (const values of [[], [`${theirs.id}.1`], [`${randomUUID()}.1`], ['x', "'", two[0].id]]) {
    const { text } = await lead.get(chosen(values)).expect(200)
    assert.equal(heading(text), 'You have not chosen any tasks')
  }
  const looked = portal.database('audit_log').where({ patient_id: theirs.patientId, actor: 'staff' })
  assert.deepEqual(await looked, [])
})
