import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test as once } from 'node:test'
import { toColumn } from '../../../../src/database/columns.ts'
import type { WorkCursor } from '../../../../src/features/staff-work/staff-work.ts'
import type { WorklistFilters } from '../../../../src/features/worklist/lists/worklist-filters.ts'
import { aDatabase, onEachDatabase } from '../../../support/databases.ts'
import { MONDAY } from '../../../support/portal.ts'
import { BookingTeam } from '../support.ts'

let team: BookingTeam

const test = (name: string, run: () => Promise<void>) =>
  onEachDatabase(name, async t => {
    team = await BookingTeam.open(await aDatabase(t))
    await run()
  })

/** A request to the team, with some columns changed. */
async function aRequest(changes: Record<string, unknown>): Promise<string> {
  const { requestId } = await team.asked('cancel')
  await team.doors.database('change_request').where('id', requestId).update(changes)
  return requestId
}

const promised = (hours: number) => ({ promised_by: toColumn(MONDAY.add({ hours })) })
const closed = (status: string, hours: number) => ({ status, decided_at: toColumn(MONDAY.add({ hours })) })

/** All pages of a list, two requests on each. */
async function pagesOf(filters: WorklistFilters): Promise<string[]> {
  const found: string[] = []
  let after: WorkCursor | undefined
  do {
    const page = await team.worklist.list(team.amal, filters, { after, limit: 2 })
    found.push(...page.items.map(({ id }) => id))
    assert.ok(found.length < 20, 'the pages go on for ever')
    after = page.next
  } while (after)
  return found
}

test('urgent requests come first only if the filter says so, and no page repeats or leaves out any', async () => {
  const late = await aRequest(promised(9))
  const urgent = { priority: 'urgent' }
  const [one, two, three] = [
    await aRequest({ ...promised(8), ...urgent }),
    await aRequest({ ...promised(5), ...urgent }),
    await aRequest({ ...promised(7), ...urgent }),
  ]
  const soon = await aRequest(promised(1))
  const next = await aRequest(promised(2))
  assert.deepEqual(await pagesOf({}), [soon, next, two, three, one, late])
  assert.deepEqual(await pagesOf({ urgentFirst: true }), [two, three, one, soon, next, late])
})

test('closed requests of one state are listed newest first, those of other trusts never', async () => {
  await aRequest(closed('declined', 4))
  const ids: string[] = []
  for (const hours of [2, 5, 3, 1]) ids.push(await aRequest(closed('done', hours)))
  const same = [await aRequest(closed('done', 4)), await aRequest(closed('done', 4))].toSorted().toReversed()
  const { doors } = team
  const ours = team
  team = await BookingTeam.of(doors)
  await aRequest(closed('done', 4))
  team = ours
  assert.deepEqual(await pagesOf({ state: 'done' }), [ids[1], ...same, ids[2], ids[0], ids[3]])
  assert.deepEqual(await pagesOf({ state: 'withdrawn' }), [])
})

test('requests are listed by whom they are assigned to, open or closed', async () => {
  const colleague = await team.aColleague('Zoë')
  const mine = await aRequest({ ...promised(2), assigned_to: 'amal' })
  const theirs = await aRequest({ ...promised(3), assigned_to: colleague })
  const free = await aRequest(promised(1))
  const done = await aRequest({ ...closed('done', 1), assigned_to: colleague })
  assert.deepEqual(await pagesOf({ assignee: 'me' }), [mine])
  assert.deepEqual(await pagesOf({ assignee: colleague }), [theirs])
  assert.deepEqual(await pagesOf({ assignee: 'none' }), [free])
  assert.deepEqual(await pagesOf({ assignee: colleague, state: 'done' }), [done])
  assert.equal((await team.worklist.count(team.amal)).assignedToMe, 1)
})

/** How SQLite answers the one query that is sent, as one text. */
async function planOf(ask: () => Promise<unknown>): Promise<string> {
  const { database } = team.doors
  const sent: { sql: string; bindings: unknown[] }[] = []
  const note = (query: (typeof sent)[number]) => void sent.push(query)
  database.on('query', note)
  await ask()
  database.off('query', note)
  const [query] = sent
  const plan: { detail: string }[] = await database.raw(
    `explain query plan ${query?.sql}`,
    query?.bindings as string[],
  )
  return plan.map(({ detail }) => detail).join('\n')
}

once('open requests are counted from an index alone (SQLite)', async t => {
  team = await BookingTeam.open(await aDatabase(t))
  const count = () => team.worklist.count(team.amal, { kind: 'cancel' })
  assert.match(await planOf(count), /USING COVERING INDEX change_request_open_of_assignee/)
})

once('each list is read in order from an index, without sorting (SQLite)', async t => {
  team = await BookingTeam.open(await aDatabase(t))
  const after = { at: MONDAY, id: randomUUID(), urgent: false }
  const plans: [WorklistFilters, string][] = [
    [{ claimed: 'none' }, 'change_request_open_of_trust (trust_ods_code=? AND promised_by>?)'],
    [
      { assignee: 'me' },
      'change_request_open_of_assignee (trust_ods_code=? AND assigned_to=? AND promised_by>?)',
    ],
    [
      { urgentFirst: true },
      'change_request_open_by_priority (trust_ods_code=? AND priority=? AND promised_by>?)',
    ],
    [{ state: 'done' }, 'change_request_closed_of_trust (trust_ods_code=? AND status=? AND decided_at<?)'],
  ]
  const list = (filters: WorklistFilters, from: WorkCursor) => () =>
    team.worklist.list(team.amal, filters, { after: from, limit: 25 })
  for (const [filters, index] of plans) {
    const plan = await planOf(list(filters, after))
    assert.ok(plan.includes(`SEARCH change_request USING INDEX ${index}`), plan)
    assert.doesNotMatch(plan, /TEMP B-TREE|SCAN/)
  }
  assert.doesNotMatch(
    await planOf(list({ urgentFirst: true }, { ...after, urgent: true })),
    /TEMP B-TREE|SCAN/,
  )
})
