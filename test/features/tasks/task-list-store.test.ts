import assert from 'node:assert/strict'
import { aPatient, aTrust } from '../../support/builders.ts'
import { aDatabase, onEachDatabase } from '../../support/databases.ts'
import { newPerson } from '../../support/person.ts'
import { MONDAY, TestClock } from '../../support/portal.ts'
import { aContactRequest } from '../contact-requests/support.ts'
import { TaskTeam } from './support.ts'

let clock: TestClock
let team: TaskTeam

const test = (name: string, run: () => Promise<void>) =>
  onEachDatabase(name, async t => {
    const database = await aDatabase(t)
    clock = new TestClock()
    clock.set(MONDAY)
    team = new TaskTeam({ database, clock }, await aTrust(database))
    await run()
  })

async function aTask() {
  const { database, trust } = team
  return aContactRequest({ database, clock }, await aPatient(database, newPerson()), trust)
}

test('lists are of an assignee, and have urgent tasks first if that is chosen, without losing or repeating any', async () => {
  const { amal, bea, tasks, triage } = team
  const zoe = await team.aColleague('Zoë')
  const ids: string[] = []
  for (let count = 0; count < 7; count++) {
    ids.push(await aTask())
    // Two of them are promised at the same time.
    if (count !== 3) clock.pass({ minutes: 1 })
  }
  const urgent = [ids[2], ids[5]] as string[]
  for (const id of urgent) await triage.changePriority(amal, await team.seen(id), 'In pain')
  const mine = [ids[1], ids[5]] as string[]
  for (const id of mine) await triage.assign(bea, await team.seen(id), zoe)
  const listed = async (filters: Parameters<typeof tasks.list>[1], actor = amal, limit = 2) => {
    const found: string[] = []
    let after: Awaited<ReturnType<typeof tasks.list>>['next']
    do {
      const place = await tasks.placeInList(actor, filters, after)
      assert.equal(place?.before, found.length)
      const { items, next } = await tasks.list(actor, filters, { after, limit })
      found.push(...items.map(({ id }) => id))
      after = next
    } while (after)
    return found
  }
  const byPromise = await listed({}, amal, 100)
  assert.deepEqual(byPromise.toSorted(), ids.toSorted())
  const urgentFirst = [...urgent, ...byPromise.filter(id => !urgent.includes(id))]
  for (const limit of [1, 2, 3]) {
    assert.deepEqual(await listed({}, amal, limit), byPromise)
    assert.deepEqual(await listed({ urgentFirst: true }, amal, limit), urgentFirst)
  }
  assert.deepEqual(await listed({ assignee: zoe }), mine)
  assert.deepEqual(
    await listed({ assignee: 'none', urgentFirst: true }),
    urgentFirst.filter(id => !mine.includes(id)),
  )
  assert.deepEqual(await listed({ assignee: 'me' }), [])
  assert.deepEqual(await listed({ assignee: 'me' }, { ...amal, userId: zoe }), mine)
  const { assignedToMe, open } = await tasks.count({ ...amal, userId: zoe })
  assert.deepEqual([assignedToMe, open], [2, 7])
})
