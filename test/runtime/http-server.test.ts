import assert from 'node:assert/strict'
import { Agent, get, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { listen } from '../../src/runtime/http-server.ts'

/** A server whose answers wait until they are let go. */
async function aSlowServer() {
  const letGo = Promise.withResolvers<void>()
  const asked = Promise.withResolvers<void>()
  const server = await listen(0, async ({ url }, response) => {
    asked.resolve()
    if (url === '/slow') await letGo.promise
    if (url !== '/never') response.end('answered')
  })
  return { server, asked: asked.promise, letGo: letGo.resolve }
}

function ask(port: number, path: string, agent?: Agent): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  get({ port, path, host: 'localhost', ...(agent ? { agent } : {}) }, resolve).on('error', reject)
  return promise
}

test('a request under way when it stops is answered; there is no other', async () => {
  const { asked, letGo, server } = await aSlowServer()
  const answer = ask(server.port, '/slow')
  await asked
  const stopped = server.stop(0)
  assert.equal(server.stopping(), true)
  await new Promise(resolve => setTimeout(resolve, 200))
  await assert.rejects(ask(server.port, '/'), { code: 'ECONNREFUSED' })
  letGo()
  assert.equal(await text(await answer), 'answered')
  await stopped
})

test('while the balancer has not seen it yet, it answers and ends each connection with the answer', async () => {
  const { server } = await aSlowServer()
  const agent = new Agent({ keepAlive: true })
  const before = await ask(server.port, '/', agent)
  assert.equal(before.headers.connection, 'keep-alive')
  await text(before)
  const stopped = server.stop(1500)
  const during = await ask(server.port, '/', agent)
  assert.equal(during.headers.connection, 'close')
  assert.equal(await text(during), 'answered')
  await stopped
  agent.destroy()
})

test('a request that never ends is cut off after ten seconds', async () => {
  const { asked, server } = await aSlowServer()
  const answer = assert.rejects(ask(server.port, '/never'), { code: 'ECONNRESET' })
  await asked
  const began = performance.now()
  await server.stop(0)
  await answer
  const took = performance.now() - began
  assert.ok(took >= 9900 && took < 20_000, `${took} ms`)
})
