import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { SessionData } from 'express-session'
import type { RedisClientType } from 'redis'
import { openRedis } from '../../src/runtime/redis.ts'
import { RedisSessionStore } from '../../src/runtime/redis-session-store.ts'
import { createLog } from '../../src/shared/log.ts'
import { noRedis as skip, TestRedis } from '../support/redis.ts'
import { until } from '../support/time/until.ts'

const sessionOf = (patientId: string, device: string) =>
  ({
    cookie: { originalMaxAge: null },
    identity: { patientId, loggedInAt: '2026-07-01T09:00:00Z', device },
  }) as unknown as SessionData

async function aStore(t: TestContext) {
  const server = await TestRedis.start()
  const { redis, close } = openRedis(server.url, createLog('silent'))
  t.after(async () => {
    close()
    await server.close()
  })
  await until('connected', () => redis.isReady)
  const store = new RedisSessionStore(redis as RedisClientType)
  return {
    redis,
    store,
    get: (id: string) =>
      new Promise<SessionData | null>(done => store.get(id, (_error, session) => done(session ?? null))),
    set: (id: string, session: SessionData) => store.set(id, session),
    devicesOf: async (patientId: string) =>
      (await store.sessionsOf(patientId)).map(({ identity }) => identity?.device).toSorted(),
  }
}

test('the sessions of a patient are found and ended without those of others', { skip }, async t => {
  const { devicesOf, get, set, store } = await aStore(t)
  await set('a', sessionOf('ann', 'phone'))
  await set('b', sessionOf('ann', 'computer'))
  await set('c', sessionOf('bob', 'tablet'))
  await set('d', { cookie: { originalMaxAge: null } } as SessionData)
  assert.deepEqual(await devicesOf('ann'), ['computer', 'phone'])
  assert.deepEqual(await devicesOf('nobody'), [])
  await store.endSessionsOf('ann', 'a')
  assert.deepEqual(await devicesOf('ann'), ['phone'])
  assert.deepEqual(await devicesOf('bob'), ['tablet'])
  // A request that was on its way does not bring it back.
  await set('b', sessionOf('ann', 'computer'))
  assert.equal(await get('b'), null)
  assert.deepEqual(await devicesOf('ann'), ['phone'])
})

test('no key names a patient, and what finds a session ends with it', { skip }, async t => {
  const { devicesOf, redis, set, store } = await aStore(t)
  await set('a', sessionOf('ann', 'phone'))
  await set('b', sessionOf('ann', 'computer'))
  const keys = await redis.keys('*')
  assert.equal(keys.length, 3)
  for (const key of keys) {
    assert.ok(key.startsWith('session:') && !key.includes('ann'), key)
    const left = await redis.ttl(key)
    assert.ok(left > 590 && left <= 600, `${key} ${left}`)
  }
  // One has run out, while the other is used.
  await redis.del('session:a')
  assert.deepEqual(await devicesOf('ann'), ['computer'])
  const sets = keys.filter(key => key.startsWith('session:of:'))
  assert.deepEqual(await redis.sMembers(String(sets[0])), ['b'])
  await store.endSessionsOf('ann', 'none')
  assert.deepEqual(await devicesOf('ann'), [])
  assert.deepEqual(await redis.keys('session:of:*'), [])
})
