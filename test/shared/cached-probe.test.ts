import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cachedProbe } from '../../src/shared/cached-probe.ts'
import { stoppedStopwatch } from '../support/time/stopwatch.ts'

test('any number of callers share one probe in its interval, and the next one starts after it', async t => {
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

test('a probe without a result in time is unknown, does not run twice at once, and its late result is known', async t => {
  const stopwatch = stoppedStopwatch(t)
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
  stopwatch.pass(20)
  assert.equal(await ask(), undefined)
  assert.equal(asked, 1)
  resolve('known')
  assert.equal(await ask(), 'known')
})

test('a probe that fails is unknown, and runs no more often than one that succeeds', async () => {
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
