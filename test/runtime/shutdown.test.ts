import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { shutDownOnSignals } from '../../src/runtime/shutdown.ts'
import { createLog } from '../../src/shared/log.ts'

/** A process with its own clock, whose end is only noted. */
function aProcess(t: TestContext, stop: () => Promise<void>) {
  const exit = t.mock.method(process, 'exit', (() => undefined) as unknown as typeof process.exit)
  let now = 0
  t.mock.method(performance, 'now', () => now)
  t.mock.timers.enable({ apis: ['setTimeout'] })
  shutDownOnSignals(createLog('silent'), stop)
  t.after(() => {
    for (const signal of ['SIGTERM', 'SIGINT']) process.removeAllListeners(signal)
  })
  return {
    signal: (name: 'SIGTERM' | 'SIGINT') => process.emit(name),
    pass(milliseconds: number) {
      now += milliseconds
      t.mock.timers.tick(milliseconds)
    },
    exits: () => exit.mock.calls.map(({ arguments: [code] }) => code),
  }
}

const never = () => new Promise<void>(() => {})

test('any number of signals stop it once, and it exits by itself', async t => {
  let stops = 0
  const { exits, pass, signal } = aProcess(t, async () => void stops++)
  signal('SIGTERM')
  pass(5000)
  signal('SIGTERM')
  await new Promise(setImmediate)
  assert.equal(stops, 1)
  assert.deepEqual(exits(), [])
})

test('what does not stop is ended after 25 seconds, and that is a failure', t => {
  const { exits, pass, signal } = aProcess(t, never)
  signal('SIGTERM')
  pass(24_999)
  assert.deepEqual(exits(), [])
  pass(1)
  assert.deepEqual(exits(), [1])
})

test('Ctrl+C that comes twice at once is one wish; a second later it means now', t => {
  const { exits, pass, signal } = aProcess(t, never)
  signal('SIGINT')
  pass(10)
  signal('SIGINT')
  assert.deepEqual(exits(), [])
  pass(2000)
  signal('SIGINT')
  assert.deepEqual(exits(), [1])
})

test('what cannot stop in order is a failure', async t => {
  const { exits, signal } = aProcess(t, () => Promise.reject(new Error('the pool would not close')))
  signal('SIGTERM')
  await new Promise(setImmediate)
  assert.deepEqual(exits(), [1])
})
