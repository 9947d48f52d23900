import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { readiness } from '../../src/runtime/readiness.ts'
import { whileHeld } from '../database/support.ts'
import { TestPortal } from '../support/portal.ts'
import { stoppedStopwatch } from '../support/time/stopwatch.ts'
import { stoppedTimers } from '../support/time/timers.ts'

test('a check that does not end counts as not ready after half a second', async t => {
  const timers = stoppedTimers(t)
  const isReady = readiness(() => new Promise(() => {}))
  let answer: boolean | undefined
  const answered = isReady().then(ready => {
    answer = ready
  })
  timers.pass(499)
  await nextTurn()
  assert.equal(answer, undefined)
  timers.pass(1)
  await answered
  assert.equal(answer, false)
})

test('any number of callers share one check, and its result holds for a second', async t => {
  const stopwatch = stoppedStopwatch(t)
  let looks = 0
  let answer: unknown = new Error('down')
  const isReady = readiness(async () => {
    looks++
    if (answer) throw answer
  })
  const asked = await Promise.all(Array.from({ length: 1000 }, () => isReady()))
  assert.ok(asked.every(each => each === false))
  answer = undefined
  assert.equal(await isReady(), false)
  assert.equal(looks, 1)
  stopwatch.pass(1000)
  assert.equal(await isReady(), true)
  assert.equal(looks, 2)
})

test('while a check hangs no second one begins', async t => {
  const stopwatch = stoppedStopwatch(t)
  let looks = 0
  const isReady = readiness(() => {
    looks++
    return new Promise(() => {})
  })
  await isReady()
  stopwatch.pass(1000)
  assert.equal(await isReady(), false)
  assert.equal(looks, 1)
})

test('a flood of readiness checks while the database is held takes no connection from a patient', async t => {
  const portal = await TestPortal.start()
  t.after(() => portal.close())
  const checks = () =>
    Promise.all(Array.from({ length: 300 }, async () => (await portal.browser().get('/health/ready')).status))
  await whileHeld(portal.database, async () => {
    for (const status of await checks()) assert.equal(status, 503)
    assert.ok(portal.database.client.pool.numPendingAcquires() <= 1)
  })
  await portal.browser().get('/patient-portal/log-in').expect(200)
})
