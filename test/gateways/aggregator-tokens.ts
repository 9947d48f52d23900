import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import { type JWTPayload, SignJWT } from 'jose'
import { Aggregator } from '../../src/gateways/aggregator/aggregator.ts'
import { TokenRefused } from '../../src/shared/errors.ts'
import { providerKey } from '../support/nhs-login/hostile-id-token.ts'
import { TestClock } from '../support/portal.ts'

/** Issuers that publish their keys, and tokens signed by them. */

export const ISSUER = 'https://platform.example'
const NHS_LOGIN = 'https://auth.example'
const clock = new TestClock()
export const now = Math.floor(clock.now().epochMilliseconds / 1000)

export async function serve(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Publishes the keys in the list, and counts the requests. */
export async function keysAt(t: TestContext, keys: (typeof providerKey)[]) {
  const requests = { count: 0 }
  const url = await serve(t, (_request, response) => {
    requests.count++
    response.end(JSON.stringify({ keys: keys.map(jwk) }))
  })
  return { requests, url }
}

export const jwk = ({ publicKey, kid }: typeof providerKey) => ({
  ...publicKey.export({ format: 'jwk' }),
  kid,
})

export function aggregator(keysUrl: string, clientIds: string[] = ['aggregator']) {
  const accessTokens = { issuer: ISSUER, audience: 'patient-portal', keysUrl, clientIds }
  const idTokens = { issuer: NHS_LOGIN, audience: 'nhs-online', keysUrl }
  return new Aggregator({ accessTokens, idTokens }, clock)
}

export const ACCESS = {
  iss: ISSUER,
  aud: 'patient-portal',
  client_id: 'aggregator',
  sub: 'aggregator',
  iat: now,
  exp: now + 599,
  jti: randomUUID(),
}
export const ID = {
  iss: NHS_LOGIN,
  aud: 'nhs-online',
  sub: randomUUID(),
  iat: now,
  exp: now + 3600,
  nhs_number: '9990000018',
  birthdate: '1970-03-14',
  identity_proofing_level: 'P9',
  vot: 'P9.Cp.Cd',
}

type Key = Parameters<SignJWT['sign']>[0]

export function token(
  claims: object,
  { alg = 'RS512', key = providerKey.privateKey as Key, header = {} } = {},
) {
  return new SignJWT(JSON.parse(JSON.stringify(claims)) as JWTPayload)
    .setProtectedHeader({ typ: 'JWT', kid: providerKey.kid, ...header, alg })
    .sign(key)
}

export async function isRefused(promise: Promise<unknown>, what: string) {
  await assert.rejects(
    promise,
    error => {
      assert.ok(error instanceof TokenRefused, `${what}: ${error}`)
      // The reason is a fixed code without parts of the token.
      assert.match(error.reason, /^[A-Za-z_-]{3,50}$/)
      assert.doesNotMatch(error.reason, /evil|another$/)
      return true
    },
    what,
  )
}
