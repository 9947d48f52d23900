import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { promisify } from 'node:util'
import type { SessionData } from 'express-session'
import { clearExpired } from '../../src/database/expiry.ts'
import { features } from '../../src/features.ts'
import { retentionOf } from '../../src/jobs.ts'
import { DatabaseSessionStore } from '../../src/runtime/database-session-store.ts'
import { idleLimit } from '../../src/web/session/session.ts'
import { aDatabase, onEachDatabase } from '../support/databases.ts'
import { TestClock } from '../support/portal.ts'

const example = {
  cookie: { originalMaxAge: null },
  identity: { patientId: 'patient', loggedInAt: '2026-07-01T09:00:00Z' },
} as unknown as SessionData

async function aStore(t: TestContext) {
  const database = await aDatabase(t)
  const clock = new TestClock()
  const store = new DatabaseSessionStore(database, clock, idleLimit)
  return {
    clock,
    database,
    get: promisify(store.get.bind(store)) as (id: string) => Promise<SessionData | null>,
    set: (id: string, session = example) => promisify<void>(done => store.set(id, session, done))(),
    touch: (id: string, session = example) => promisify<void>(done => store.touch(id, session, done))(),
    timeLeft: (id: string) => store.timeLeft(id),
    destroy: (id: string) => promisify<void>(done => store.destroy(id, done))(),
    endSessionsOf: (patientId: string, exceptId: string) => store.endSessionsOf(patientId, exceptId),
    devicesOf: async (patientId: string) =>
      (await store.sessionsOf(patientId)).map(({ identity }) => identity?.device).toSorted(),
  }
}

onEachDatabase('a session is found again by its id, and by no other', async t => {
  const { get, set } = await aStore(t)
  await set('mine')
  assert.deepEqual(await get('mine'), JSON.parse(JSON.stringify(example)))
  for (const other of ['Mine', 'mine ', 'theirs', '', "' or 1=1 --"]) assert.equal(await get(other), null)
})

onEachDatabase('the ids of sessions are kept as hashes only', async t => {
  const { database, set } = await aStore(t)
  await set('an-id-worth-stealing')
  const [row] = await database('session').select()
  assert.match(row.id_hash, /^[0-9a-f]{64}$/)
  assert.ok(!JSON.stringify(row).includes('an-id-worth-stealing'))
})

onEachDatabase('a session not used for ten minutes is gone, and use keeps it', async t => {
  const { clock, get, set, touch } = await aStore(t)
  await set('mine')
  clock.pass({ minutes: 9, seconds: 59 })
  assert.ok(await get('mine'))
  await touch('mine')
  clock.pass({ minutes: 9, seconds: 59 })
  assert.ok(await get('mine'))
  clock.pass({ seconds: 1 })
  assert.equal(await get('mine'), null)
})

onEachDatabase(
  'how long is left can be asked, which is no use, and only of a session that is there',
  async t => {
    const { clock, destroy, get, set, timeLeft } = await aStore(t)
    assert.equal(await timeLeft('mine'), undefined)
    await set('mine')
    clock.pass({ minutes: 9 })
    assert.equal((await timeLeft('mine'))?.total('seconds'), 60)
    clock.pass({ minutes: 1 })
    assert.equal((await timeLeft('mine'))?.total('seconds'), 0)
    assert.equal(await get('mine'), null)
    await set('ended')
    await destroy('ended')
    assert.equal(await timeLeft('ended'), undefined)
  },
)

onEachDatabase('a session that has run out is not brought back by being touched', async t => {
  const { clock, database, get, set, touch } = await aStore(t)
  await set('mine')
  clock.pass({ minutes: 11 })
  await clearExpired(database, clock.now(), retentionOf(features))
  await touch('mine')
  assert.equal(await get('mine'), null)
  assert.deepEqual(await database('session').select(), [])
})

onEachDatabase('an ended session stays ended, though a request under way saves or touches it', async t => {
  const { destroy, get, set, touch } = await aStore(t)
  await set('mine')
  await destroy('mine')
  await touch('mine')
  assert.equal(await get('mine'), null)
  await set('mine')
  assert.equal(await get('mine'), null)
  await Promise.all([set('mine'), touch('mine'), set('mine')])
  assert.equal(await get('mine'), null)
})

onEachDatabase('an ended session keeps nothing of whose it was', async t => {
  const { database, destroy, set } = await aStore(t)
  await set('mine')
  await destroy('mine')
  assert.deepEqual(await database('session').pluck('data'), [''])
})

onEachDatabase(
  'a session that ended in its last seconds is not saved anew by a request under way',
  async t => {
    const { clock, database, destroy, get, set } = await aStore(t)
    await set('mine')
    clock.pass({ minutes: 9, seconds: 59 })
    await destroy('mine')
    clock.pass({ seconds: 2 })
    await clearExpired(database, clock.now(), retentionOf(features))
    await set('mine')
    assert.ok(!(await get('mine')))
  },
)

onEachDatabase('two requests that save a new session at once both succeed', async t => {
  const { database, set } = await aStore(t)
  await Promise.all(Array.from({ length: 10 }, () => set('mine')))
  assert.equal((await database('session').select()).length, 1)
})

onEachDatabase('sessions that have run out are cleared away, and no others', async t => {
  const { clock, database, destroy, get, set } = await aStore(t)
  await set('old')
  await set('ended')
  await destroy('ended')
  clock.pass({ minutes: 5 })
  await set('new')
  clock.pass({ minutes: 5 })
  await clearExpired(database, clock.now(), retentionOf(features))
  assert.equal((await database('session').select()).length, 1)
  assert.ok(await get('new'))
})

onEachDatabase('the mark of a log-out lasts for twelve hours', async t => {
  const { clock, get, set } = await aStore(t)
  await set('mine', { cookie: { originalMaxAge: null }, loggedOut: true } as unknown as SessionData)
  clock.pass({ hours: 11, minutes: 59 })
  assert.equal((await get('mine'))?.loggedOut, true)
  clock.pass({ minutes: 1 })
  assert.equal(await get('mine'), null)
})

const sessionOf = (patientId: string, device: string): SessionData => ({
  ...example,
  identity: { patientId, loggedInAt: '2026-07-01T09:00:00Z', device },
})

onEachDatabase('the sessions of a patient are found and ended without those of others', async t => {
  const { clock, database, devicesOf, endSessionsOf, get, set } = await aStore(t)
  await set('a', sessionOf('ann', 'phone'))
  await set('b', sessionOf('ann', 'computer'))
  await set('c', sessionOf('bob', 'tablet'))
  await set('d', { cookie: { originalMaxAge: null } } as SessionData)
  assert.deepEqual(await devicesOf('ann'), ['computer', 'phone'])
  assert.deepEqual(await devicesOf('nobody'), [])
  await endSessionsOf('ann', 'a')
  assert.deepEqual(await devicesOf('ann'), ['phone'])
  assert.deepEqual(await devicesOf('bob'), ['tablet'])
  // A request that was on its way does not bring it back.
  await set('b', sessionOf('ann', 'computer'))
  assert.equal(await get('b'), null)
  assert.deepEqual(await devicesOf('ann'), ['phone'])
  clock.pass({ minutes: 10 })
  assert.deepEqual(await devicesOf('ann'), [])
  for (const { owner_hash } of await database('session')) assert.ok(!String(owner_hash).includes('ann'))
})

onEachDatabase('a session of an older release is found from its next save on', async t => {
  const { database, devicesOf, set } = await aStore(t)
  await set('a', sessionOf('ann', 'phone'))
  await database('session').update({ owner_hash: null })
  assert.deepEqual(await devicesOf('ann'), [])
  await set('a', sessionOf('ann', 'phone'))
  assert.deepEqual(await devicesOf('ann'), ['phone'])
})
