import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { words } from '../../../support/page.ts'
import { aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { aLoggedInStaffMember } from '../../../support/staff.ts'
import { aTask, TASKS, type TasksAtWork, tasksAtWork } from './support.ts'

let portal: TestPortal
let at: TasksAtWork

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  portal.clock.set(MONDAY)
  at = await tasksAtWork(portal)
})

const idsOn = (html: string) =>
  [...html.matchAll(/href="\/staff\/tasks\/([0-9a-f-]{36})/g)].map(([, id]) => id)
const promise = (id: string, promised_by: string) =>
  portal.database('task').where({ id }).update({ promised_by })
const list = async (query = '') => (await at.amal.get(TASKS + query).expect(200)).text

test('tasks are listed oldest promise first, and what is overdue says by how much', async () => {
  assert.match(words(await list()), /There are no open tasks/)
  const late = await aTask(portal, at)
  const first = await aTask(portal, at)
  const later = await aTask(portal, at)
  // It is Monday at 10am, and the team is open from 8am to 6pm from Monday to Friday.
  await promise(first.id, '2026-06-15T05:30:00.000')
  await promise(late.id, '2026-06-12T08:00:00.000')
  const text = await list()
  assert.deepEqual(idsOn(text), [late.id, first.id, later.id])
  assert.match(words(text), /Overdue by 11 working hours .* Overdue by 2 working hours/)
  assert.match(
    words(text),
    /3 open 2 past the promised time 3 no one is working on 0 you are working on 0 assigned to you/,
  )
  assert.deepEqual(idsOn(await list('?overdue=yes')), [late.id, first.id])
})

test('the filters stand in the address, and lead to a task and back', async () => {
  const claimed = await aTask(portal, at)
  const free = await aTask(portal, at)
  await at.team.work.claim(at.team.amal, await at.team.seen(claimed.id))
  assert.deepEqual(idsOn(await list('?claimed=anyone')), [claimed.id])
  const text = await list('?kind=contact-request&claimed=none')
  assert.deepEqual(idsOn(text), [free.id])
  assert.ok(text.includes(`href="${TASKS}/${free.id}?kind=contact-request&amp;claimed=none"`))
  const opened = await at.amal.get(`${TASKS}/${free.id}?kind=contact-request&claimed=none`).expect(200)
  assert.ok(opened.text.includes(`href="${TASKS}?kind=contact-request&amp;claimed=none"`))
  assert.match(words(await list('?claimed=me')), /No task matches this filter/)
  const zoe = await at.team.aColleague('Zoë')
  await at.team.triage.assign(at.team.bea, await at.team.seen(free.id), zoe)
  assert.deepEqual(idsOn(await list(`?assignee=${zoe}`)), [free.id])
  assert.deepEqual(idsOn(await list('?assignee=none')), [claimed.id])
  const theirs = await list(`?claimed=none&assignee=${zoe}&first=urgent`)
  assert.match(theirs, new RegExp(`<option value="${zoe}" selected[^>]*>Zoë<`))
  assert.ok(theirs.includes(`${free.id}?assignee=${zoe}&amp;claimed=none&amp;first=urgent"`))
})

test('closed and withdrawn tasks are listed apart, last closed first', async () => {
  const first = await aTask(portal, at)
  const last = await aTask(portal, at)
  for (const { id } of [first, last]) {
    await at.team.work.close(at.team.amal, await at.team.seen(id), { outcome: 'answered-by-text', words: '' })
    portal.clock.pass({ minutes: 1 })
  }
  assert.deepEqual(idsOn(await list()), [])
  const text = await list('?state=closed')
  assert.deepEqual(idsOn(text), [last.id, first.id])
  assert.match(words(text), /Closed: Answered by text message, Monday 15 June 2026/)
})

test('what the address says wrongly is left out', async () => {
  const { id } = await aTask(portal, at)
  for (const wrong of [
    'kind=x',
    'state=open',
    'claimed=all',
    'assignee=x',
    'first=last',
    'after=1',
    'overdue=no',
  ])
    assert.deepEqual(idsOn(await list(`?${wrong}`)), [id], wrong)
})

test('a long list is shown in pages that leave out none', async () => {
  const ids = new Set<string>()
  for (let count = 0; count < 27; count++) ids.add((await aTask(portal, at)).id)
  for (const state of ['', '?state=closed']) {
    const first = await list(state)
    const next = /href="\/staff\/tasks([^"]*after=[^"]*)"/.exec(first)?.[1] ?? ''
    const second = await list(next.replaceAll('&amp;', '&'))
    const shown = [...idsOn(first), ...idsOn(second)]
    assert.deepEqual([shown.length, new Set(shown)], [27, ids], state)
    // Closed ones are too many to count.
    const places = [first, second].map(text => /\d+ to \d+ of \d+/.exec(words(text))?.[0])
    assert.deepEqual(places, state ? [undefined, undefined] : ['1 to 25 of 27', '26 to 27 of 27'])
    // The second time all of them are closed at the same moment.
    const closed = { status: 'closed', outcome: 'answered-here', closed_at: '2026-06-15T09:00:00.000' }
    await portal.database('task').where('trust_ods_code', at.team.trust).update(closed)
  }
})

test('staff see only what is of their own trust, and of kinds for their role', async () => {
  const { id } = await aTask(portal, at)
  const elsewhere = await aLoggedInStaffMember(portal)
  assert.deepEqual(idsOn((await elsewhere.browser.get(TASKS).expect(200)).text), [])
  const doctor = await aLoggedInStaffMember(portal, { trust: at.team.trust, code: 'R8000' })
  const theirs = await doctor.browser.get(TASKS).expect(200)
  assert.deepEqual(idsOn(theirs.text), [])
  assert.match(words(theirs.text), /0 open/)
  await doctor.browser.get(`${TASKS}/${id}`).expect(404)
})

test('seeing the list is in the audit log of the trust', async () => {
  await list()
  const entry = { patient_id: `trust:${at.team.trust}`, action: 'viewed-tasks' }
  assert.equal((await portal.database('audit_log').where(entry)).length, 1)
})
