import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { mock, test } from 'node:test'
import { Unavailable } from '../../src/shared/errors.ts'
import { clientKey, newKeyPair, providerKey } from '../support/nhs-login/hostile-id-token.ts'
import { ACCESS, aggregator, ID, isRefused, jwk, keysAt, serve, token } from './aggregator-tokens.ts'

/** Keys are fetched, cached, renewed and dropped. If they cannot be fetched, no token is reported as invalid. */

test('keys are fetched once; a new key is found, but unknown ones do not cause endless requests', async t => {
  const keys = [providerKey]
  const { requests, url } = await keysAt(t, keys)
  const it = aggregator(url)
  mock.timers.enable({ apis: ['Date'], now: Date.now() })
  t.after(() => mock.timers.reset())
  const good = await token(ACCESS)
  await Promise.all(Array.from({ length: 5 }, () => it.verifyAccessToken(good)))
  assert.equal(requests.count, 1)
  const next = newKeyPair()
  keys.splice(0, 1, next)
  const rotated = await token(ACCESS, { key: next.privateKey, header: { kid: next.kid } })
  // Too soon to fetch again, so it is not known yet whether the token is valid.
  for (let count = 0; count < 5; count++) await assert.rejects(it.verifyAccessToken(rotated), Unavailable)
  assert.equal(requests.count, 1)
  mock.timers.tick(31_000)
  assert.equal(await it.verifyAccessToken(rotated), 'aggregator')
  assert.equal(requests.count, 2)
  await isRefused(it.verifyAccessToken(good), 'the previous key')
})

test('a withdrawn key is accepted for an hour at most', async t => {
  const keys = [providerKey]
  const { url } = await keysAt(t, keys)
  const it = aggregator(url)
  mock.timers.enable({ apis: ['Date'], now: Date.now() })
  t.after(() => mock.timers.reset())
  const good = await token(ACCESS)
  await it.verifyAccessToken(good)
  keys.splice(0, 1, newKeyPair())
  mock.timers.tick(59 * 60_000)
  await it.verifyAccessToken(good)
  mock.timers.tick(2 * 60_000)
  await isRefused(it.verifyAccessToken(good), 'withdrawn')
})

/** A token that names an unknown key. */
const forged = () => token(ACCESS, { key: clientKey.privateKey, header: { kid: randomUUID() } })

test('a storm of unknown keys makes one request at a time, and ever fewer of them', async t => {
  const { requests, url } = await keysAt(t, [providerKey])
  const it = aggregator(url)
  mock.timers.enable({ apis: ['Date'], now: Date.now() })
  t.after(() => mock.timers.reset())
  const good = await token(ACCESS)
  await it.verifyAccessToken(good)
  for (let second = 0; second < 600; second++) {
    mock.timers.tick(1000)
    const storm = await Promise.all([forged(), forged(), forged()])
    await Promise.all(storm.map(each => assert.rejects(it.verifyAccessToken(each))))
  }
  await it.verifyAccessToken(good)
  // After 5, 10, 20, 40, 80, 160 and 300 seconds.
  assert.ok(requests.count >= 6 && requests.count <= 9, `${requests.count} requests in ten minutes`)
})

test('an unknown key is refused once the keys have been fetched since it was first seen', async t => {
  const { url } = await keysAt(t, [providerKey])
  const it = aggregator(url)
  mock.timers.enable({ apis: ['Date'], now: Date.now() })
  t.after(() => mock.timers.reset())
  await it.verifyAccessToken(await token(ACCESS))
  const unknown = await forged()
  await assert.rejects(it.verifyAccessToken(unknown), Unavailable)
  mock.timers.tick(6000)
  await isRefused(it.verifyAccessToken(unknown), 'fetched since')
  await isRefused(it.verifyAccessToken(unknown), 'remembered')
})

test('strangers cannot make every answer a 503', async t => {
  const { url } = await keysAt(t, [providerKey])
  const it = aggregator(url)
  await it.verifyAccessToken(await token(ACCESS))
  let unavailable = 0
  for (let count = 0; count < 150; count++)
    await it
      .verifyAccessToken(await forged())
      .catch(error => (unavailable += Number(error instanceof Unavailable)))
  assert.equal(unavailable, 100)
})

test('while the keys cannot be fetched again, the old ones are used and the server is left in peace', async t => {
  let fails = false
  let requests = 0
  const url = await serve(t, (_request, response) => {
    requests++
    if (fails) response.writeHead(500).end()
    else response.end(JSON.stringify({ keys: [jwk(providerKey)] }))
  })
  const it = aggregator(url)
  mock.timers.enable({ apis: ['Date'], now: Date.now() })
  t.after(() => mock.timers.reset())
  const good = await token(ACCESS)
  await it.verifyAccessToken(good)
  fails = true
  for (let second = 0; second < 300; second++) {
    mock.timers.tick(1000)
    await assert.rejects(it.verifyAccessToken(await forged()))
    await it.verifyAccessToken(good)
  }
  assert.ok(requests <= 8, `${requests} requests in five minutes`)
  fails = false
  mock.timers.tick(301_000)
  await isRefused(it.verifyAccessToken(await forged()), 'the keys are known again')
})

test('without any key the server is asked less and less often', async t => {
  let requests = 0
  const url = await serve(t, (_request, response) => {
    requests++
    response.writeHead(503).end()
  })
  const it = aggregator(url)
  mock.timers.enable({ apis: ['Date'], now: Date.now() })
  t.after(() => mock.timers.reset())
  for (let second = 0; second < 300; second++) {
    mock.timers.tick(1000)
    await assert.rejects(it.verifyAccessToken(await token(ACCESS)), Unavailable)
  }
  assert.ok(requests >= 5 && requests <= 8, `${requests} requests in five minutes`)
})

const failures: Record<string, RequestListener> = {
  'an error': (_request, response) => response.writeHead(500).end('{}'),
  'no JSON': (_request, response) => response.end('<html>'),
  'no keys': (_request, response) => response.end('{"keys":"none"}'),
  'a redirect': (_request, response) => response.writeHead(302, { location: '/elsewhere' }).end(),
  'an answer without end': (_request, response) => {
    const more = () => {
      if (response.destroyed) return
      response.write(' '.repeat(65_536))
      setImmediate(more)
    }
    more()
  },
  'a connection that ends': request => request.socket.destroy(),
}

for (const [what, listener] of Object.entries(failures))
  test(`when the keys arrive as ${what}, tokens are not reported as invalid`, async t => {
    const it = aggregator(await serve(t, listener))
    await assert.rejects(it.verifyAccessToken(await token(ACCESS)), Unavailable)
    await assert.rejects(it.verifyIdToken(await token(ID)), Unavailable)
  })
