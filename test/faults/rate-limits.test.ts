import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Request } from 'express'
import { RateLimiterRes } from 'rate-limiter-flexible'
import { createRateLimiters, MAX_PER_MINUTE } from '../../src/runtime/rate-limiters.ts'
import { openRedis } from '../../src/runtime/redis.ts'
import { createLog } from '../../src/shared/log.ts'
import { limitLogIn } from '../../src/web/rate-limits.ts'
import { aDatabase } from '../database/support.ts'
import { TestClock, TestPortal } from '../support/portal.ts'
import { noRedis as skip, TestRedis } from '../support/redis.ts'
import { until } from '../support/time/until.ts'

async function aRedis(t: TestContext) {
  const redis = await TestRedis.start()
  t.after(() => redis.close())
  return redis
}

test('two copies count together: what one let through the other does not let through again', {
  skip,
}, async t => {
  const redis = await aRedis(t)
  const portals = [
    await TestPortal.start({ redisUrl: redis.url }),
    await TestPortal.start({ redisUrl: redis.url }),
  ]
  for (const portal of portals) {
    t.after(() => portal.close())
    await until('ready', async () => (await portal.browser().get('/health/ready')).status === 200)
  }
  const ask = async (turn: number, address: string) => {
    const browser = portals[turn % 2]?.browser(address)
    return (await browser?.get('/patient-portal?assertedLoginIdentity=x'))?.status
  }
  // Nearly all of a minute's log-ins at once: sent one by one, they could take a busy machine longer than the minute.
  const { redis: client, close } = openRedis(redis.url, createLog('silent'))
  t.after(close)
  await until('connected', async () => client.isReady)
  const limits = createRateLimiters(client, await aDatabase(t), new TestClock(), 60)
  const request = { ip: '198.51.100.1' } as Request
  await Promise.all(Array.from({ length: MAX_PER_MINUTE.logIn - 2 }, () => limitLogIn(limits, request)))
  for (const turn of [0, 1]) assert.equal(await ask(turn, '198.51.100.1'), 303)
  for (const turn of [0, 1]) {
    assert.equal(await ask(turn, '198.51.100.1'), 429)
    assert.equal(await ask(turn, '198.51.100.2'), 303)
  }
})

test('a flood goes on being limited when Redis dies in the middle of it; log-ins stop', { skip }, async t => {
  const redis = await aRedis(t)
  const { redis: client, close } = openRedis(redis.url, createLog('silent'))
  t.after(close)
  await until('connected', async () => client.isReady)
  const { address, logIn } = createRateLimiters(client, await aDatabase(t), new TestClock(), 60)
  const most = MAX_PER_MINUTE.address
  const isRefused = (refusal: unknown) => refusal instanceof RateLimiterRes && refusal.msBeforeNext > 0
  await address.consume('stopped already', most)
  await assert.rejects(address.consume('stopped already'), isRefused)
  await address.consume('flood', most / 2)
  await logIn.consume('one address')
  await redis.die()

  await assert.rejects(address.consume('stopped already'), isRefused)
  await address.consume('flood', most)
  await assert.rejects(address.consume('flood'), isRefused)
  await assert.rejects(logIn.consume('one address'), (error: unknown) => error instanceof Error)

  await redis.start()
  await until('connected', async () => client.isReady)
  await logIn.consume('one address')
})
