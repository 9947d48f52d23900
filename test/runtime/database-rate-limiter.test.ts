import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { RateLimiterRes } from 'rate-limiter-flexible'
import { clearExpired } from '../../src/database/expiry.ts'
import { features } from '../../src/features.ts'
import { retentionOf } from '../../src/jobs.ts'
import { DatabaseRateLimiter } from '../../src/runtime/database-rate-limiter.ts'
import { aDatabase } from '../database/support.ts'
import { TestClock } from '../support/portal.ts'

const RULE = { keyPrefix: 'limit:test', points: 3, duration: 60 }

async function aLimiter(t: TestContext) {
  const database = await aDatabase(t)
  const clock = new TestClock()
  return { clock, database, limiter: new DatabaseRateLimiter(RULE, database, clock) }
}

/** What the library rejects with: how long to wait. */
const refused = (milliseconds: number) => (refusal: unknown) => {
  assert.ok(refusal instanceof RateLimiterRes)
  assert.equal(refusal.msBeforeNext, milliseconds)
  return true
}

test('so many are let through in a minute, and then none until it is over', async t => {
  const { clock, limiter } = await aLimiter(t)
  for (const left of [2, 1, 0]) assert.equal((await limiter.consume('mine')).remainingPoints, left)
  clock.pass({ seconds: 20 })
  await assert.rejects(limiter.consume('mine'), refused(40_000))
  await limiter.consume('theirs')
  clock.pass({ seconds: 40 })
  assert.equal((await limiter.consume('mine')).remainingPoints, 2)
})

test('those who come at the same moment are all counted', async t => {
  const { database, limiter } = await aLimiter(t)
  const all = await Promise.allSettled(Array.from({ length: 20 }, () => limiter.consume('mine')))
  assert.equal(all.filter(({ status }) => status === 'fulfilled').length, 3)
  assert.deepEqual(await database('rate_limit').pluck('points'), [20])
})

test('pages read are written down together, and copies still count together but for those', async t => {
  const { clock, database } = await aLimiter(t)
  const rule = { ...RULE, points: 100 }
  const copies = [1, 2].map(() => new DatabaseRateLimiter(rule, database, clock, 10))
  const writes: string[] = []
  database.on('query', ({ sql }) => writes.push(sql))
  let letThrough = 0
  for (let turn = 0; turn < 200; turn++)
    await copies[turn % 2]?.consume('mine').then(
      () => letThrough++,
      refusal => assert.ok(refusal instanceof RateLimiterRes),
    )
  assert.ok(letThrough >= 100 && letThrough <= 120, `${letThrough}`)
  assert.ok(writes.length < 40, `${writes.length} statements`)
  const all = Array.from({ length: 300 }, () => copies[0]?.consume('crowd'))
  const together = (await Promise.allSettled(all)).filter(({ status }) => status === 'fulfilled')
  assert.ok(together.length >= 90 && together.length <= 100, `${together.length} of those who come at once`)
  clock.pass({ seconds: 61 })
  for (const copy of copies) assert.ok((await copy.consume('mine')).remainingPoints >= 98)
})

test('counts that have run out are cleared away, and no others', async t => {
  const { clock, database, limiter } = await aLimiter(t)
  await limiter.consume('old')
  clock.pass({ seconds: 59 })
  await limiter.consume('new')
  await clearExpired(database, clock.now(), retentionOf(features))
  assert.equal((await database('rate_limit').select()).length, 2)
  clock.pass({ seconds: 1 })
  await clearExpired(database, clock.now(), retentionOf(features))
  assert.deepEqual(await database('rate_limit').pluck('limit_key'), ['limit:test:new'])
})
