import assert from 'node:assert/strict'
import { Agent, get, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { listen } from '../../src/runtime/http-server.ts'
import { stoppedTimers } from '../support/time/timers.ts'
import { until } from '../support/time/until.ts'

/** A server whose slow answer waits for `release`. */
async function aSlowServer() {
  const released = Promise.withResolvers<void>()
  const asked = Promise.withResolvers<void>()
  const server = await listen(0, async ({ url }, response) => {
    asked.resolve()
    if (url === '/slow') await released.promise
    if (url !== '/never') response.end('answered')
  })
  return { server, asked: asked.promise, release: released.resolve }
}

function ask(port: number, path: string, agent?: Agent): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  get({ port, path, host: 'localhost', ...(agent ? { agent } : {}) }, resolve).on('error', reject)
  return promise
}

/** Whether nobody listens any more. A connection that the system had queued when the port was closed is reset: ask again. */
async function isRefused(port: number): Promise<boolean> {
  try {
    const answer = await ask(port, '/')
    answer.resume()
    return false
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ECONNRESET') assert.equal(code, 'ECONNREFUSED')
    return code === 'ECONNREFUSED'
  }
}

test('a request under way when it stops is answered; there is no other', async () => {
  const { asked, release, server } = await aSlowServer()
  const answer = ask(server.port, '/slow')
  await asked
  const stopped = server.stop(0)
  assert.equal(server.stopping(), true)
  await until('others are refused', () => isRefused(server.port))
  release()
  assert.equal(await text(await answer), 'answered')
  await stopped
})

test('while the balancer has not seen it yet, it answers and ends each connection with the answer', async t => {
  const { server } = await aSlowServer()
  const agent = new Agent({ keepAlive: true })
  const before = await ask(server.port, '/', agent)
  assert.equal(before.headers.connection, 'keep-alive')
  await text(before)
  const timers = stoppedTimers(t)
  const stopped = server.stop(1500)
  const during = await ask(server.port, '/', agent)
  assert.equal(during.headers.connection, 'close')
  assert.equal(await text(during), 'answered')
  timers.pass(1500)
  await stopped
  agent.destroy()
})

test('a request that never ends is cut off after ten seconds', async t => {
  const { asked, server } = await aSlowServer()
  let cutOff = false
  const answer = assert.rejects(ask(server.port, '/never'), { code: 'ECONNRESET' }).then(() => {
    cutOff = true
  })
  await asked
  const timers = stoppedTimers(t)
  const stopped = server.stop(0)
  for (const milliseconds of [0, 9999]) {
    timers.pass(milliseconds)
    await nextTurn()
    assert.equal(cutOff, false)
  }
  timers.pass(1)
  await Promise.all([stopped, answer])
})
