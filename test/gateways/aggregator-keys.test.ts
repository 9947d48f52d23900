import assert from 'node:assert/strict'
import type { RequestListener } from 'node:http'
import { mock, test } from 'node:test'
import { Unavailable } from '../../src/shared/errors.ts'
import { newKeyPair, providerKey } from '../support/nhs-login/hostile-id-token.ts'
import { ACCESS, aggregator, ID, isRefused, keysAt, serve, token } from './aggregator-tokens.ts'

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
  for (let count = 0; count < 5; count++)
    await isRefused(it.verifyAccessToken(rotated), 'too soon to fetch again')
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
