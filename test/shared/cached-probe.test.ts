import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { cachedProbe } from '../../src/shared/cached-probe.ts'
import { stoppedStopwatch } from '../support/stopwatch.ts'

test('however many want to know, it is asked once in its time, and again after it', async t => {
  const stopwatch = stoppedStopwatch(t)
  let asked = 0
  const ask = cachedProbe(async () => ++asked, { interval: 200, timeout: 5000 })
  assert.deepEqual(await Promise.all([ask(), ask(), ask()]), [1, 1, 1])
  assert.equal(await ask(), 1)
  stopwatch.pass(199)
  assert.equal(await ask(), 1)
  stopwatch.pass(1)
  assert.equal(await ask(), 2)
})

test('what has no answer in time is unknown, is not asked twice at once, and is known when the answer comes', async () => {
  const { promise, resolve } = Promise.withResolvers<string>()
  let asked = 0
  const ask = cachedProbe(
    () => {
      asked++
      return promise
    },
    { interval: 1, timeout: 50 },
  )
  assert.deepEqual(await Promise.all([ask(), ask()]), [undefined, undefined])
  await wait(20)
  assert.equal(await ask(), undefined)
  assert.equal(asked, 1)
  resolve('known')
  assert.equal(await ask(), 'known')
})

test('a failure is unknown, and is not asked about more often than an answer', async () => {
  let asked = 0
  const ask = cachedProbe(
    async () => {
      asked++
      throw new Error('no')
    },
    { interval: 60_000, timeout: 5000 },
  )
  assert.deepEqual([await ask(), await ask()], [undefined, undefined])
  assert.equal(asked, 1)
})
