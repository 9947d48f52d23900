import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { after, afterEach, before, beforeEach, mock, test } from 'node:test'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import type { NhsLogin, PendingLogIn, StartOptions } from '../../src/gateways/nhs-login/nhs-login.ts'
import { HostileNhsLogin } from '../support/nhs-login/hostile-nhs-login.ts'
import * as client from '../support/nhs-login/nhs-login-client.ts'
import { gatewayTo, redirectUri, refuses } from '../support/nhs-login/nhs-login-client.ts'

let provider: HostileNhsLogin
let nhsLogin: NhsLogin

before(async () => {
  provider = await HostileNhsLogin.start()
})
after(() => provider.close())
beforeEach(() => {
  nhsLogin = gatewayTo(provider)
})
afterEach(() => mock.timers.reset())

const logIn = (options: StartOptions = {}) => client.logIn(nhsLogin, provider, options)
const lastRequest = (path: string) => provider.received.findLast(request => request.path === path)?.parameters

test('a patient logs in and is identified by NHS number and date of birth', async () => {
  const identity = await logIn()
  assert.equal(identity.nhsNumber, '9434765919')
  assert.equal(identity.birthDate, '1985-02-28')
  assert.match(identity.subject, /^[0-9a-f]{64}$/)
  assert.match(identity.tokenId, /^[0-9a-f-]{36}$/)
  const minutesLeft = Temporal.Now.instant().until(identity.tokenExpiresAt).total('minutes')
  assert(minutesLeft > 59 && minutesLeft < 61)
})

test('the request to NHS login requires P9, and only the scopes that are needed', async () => {
  const { url, pending } = await nhsLogin.start({})
  const { code_challenge, ...parameters } = Object.fromEntries(url.searchParams)
  assert.deepEqual(parameters, {
    client_id: provider.clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid profile',
    vtr: '["P9.Cp.Cd","P9.Cp.Ck","P9.Cm"]',
    state: pending.state,
    nonce: pending.nonce,
    code_challenge_method: 'S256',
  })
  assert(code_challenge)
  const again = await nhsLogin.start({})
  for (const name of ['state', 'nonce', 'codeVerifier'] as const)
    assert.notEqual(again.pending[name], pending[name])
})

test('a patient who logged out is asked to log in again', async () => {
  const { url } = await nhsLogin.start({ prompt: 'login' })
  assert.equal(url.searchParams.get('prompt'), 'login')
})

test('a patient from the NHS App is logged in without questions, once', async () => {
  const assertedLoginIdentity = await provider.newAssertedLoginIdentity()
  assert.equal((await logIn({ assertedLoginIdentity, prompt: 'login' })).nhsNumber, '9434765919')
  assert.equal(lastRequest('/authorize')?.get('prompt'), 'none')
  assert.equal(lastRequest('/authorize')?.get('asserted_login_identity'), assertedLoginIdentity)
  await refuses('single-sign-on-failed', logIn({ assertedLoginIdentity }), /^sso_login_required$/)
})

for (const [what, asserted] of Object.entries({
  'nothing at all': '',
  'no JWT': 'Canary',
  'a JWT and a new line': 'a.b.c\n',
  'more than a JWT': 'a.b.c&prompt=login',
  'a JWT in form only': 'a.b.c',
  'a JWT about nothing': 'a.bnVsbA.c',
  '5 KB': `a.b.${'c'.repeat(5000)}`,
})) {
  test(`an asserted identity that is ${what} is not sent to NHS login`, async () => {
    const before = provider.received.length
    await refuses('single-sign-on-failed', logIn({ assertedLoginIdentity: asserted }), /malformed/)
    assert.equal(provider.received.length, before)
  })
}

test('the portal authenticates itself with the client assertion that NHS login requires', async () => {
  await logIn()
  const first = lastRequest('/token')?.get('client_assertion') ?? ''
  await logIn()
  const second = lastRequest('/token')?.get('client_assertion') ?? ''
  const { jti, iat = 0, ...claims } = decodeJwt(first)
  const { clientId, issuer } = provider
  assert.deepEqual(decodeProtectedHeader(first), { alg: 'RS512' })
  assert.deepEqual(claims, { iss: clientId, sub: clientId, aud: `${issuer}/token`, exp: iat + 60 })
  assert(jti && jti !== decodeJwt(second).jti)
})

test('a callback used twice logs in once', async () => {
  const { url, pending } = await nhsLogin.start({})
  const { searchParams } = await provider.answerTo(url)
  await nhsLogin.finish(pending, searchParams)
  await refuses('refused', nhsLogin.finish(pending, searchParams), /^token-invalid_grant$/)
})

test('a portal with a key unknown to NHS login cannot log a patient in', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  nhsLogin = gatewayTo(provider, { privateKey: privateKey.export({ type: 'pkcs1', format: 'pem' }) })
  await refuses('refused', logIn(), /^token-invalid_client$/)
})

test('a callback for one browser is refused in another', async () => {
  const [mine, theirs] = [await nhsLogin.start({}), await nhsLogin.start({})]
  const { searchParams } = await provider.answerTo(theirs.url)
  await refuses('refused', nhsLogin.finish(mine.pending, searchParams))
  searchParams.set('state', mine.pending.state)
  await refuses('refused', nhsLogin.finish(mine.pending, searchParams))
})

test('a code stolen from another browser is refused, even if the provider ignores PKCE', async () => {
  const [mine, theirs] = [await nhsLogin.start({}), await nhsLogin.start({})]
  theirs.url.searchParams.delete('code_challenge')
  const { searchParams } = await provider.answerTo(theirs.url)
  searchParams.set('state', mine.pending.state)
  await refuses('refused', nhsLogin.finish(mine.pending, searchParams), /JWT_CLAIM_COMPARISON/)
})

test('a patient is not logged in if their pending log-in is lost', async () => {
  const { url, pending } = await nhsLogin.start({})
  const { searchParams } = await provider.answerTo(url)
  for (const lost of ['state', 'nonce', 'codeVerifier'] as const) {
    const rest = { ...pending, [lost]: undefined } as unknown as PendingLogIn
    await refuses('refused', nhsLogin.finish(rest, searchParams), /^pending-log-in-incomplete$/)
  }
})

test('an invalid callback is refused without a request to NHS login', async () => {
  const { pending } = await nhsLogin.start({})
  const before = provider.received.length
  const { state } = pending
  const million = 'a'.repeat(1_000_000)
  for (const query of [
    '',
    'code',
    `code[]=a&state=${state}`,
    `code=${million}&state=${state}`,
    `state=${state}`,
  ]) {
    await refuses('refused', nhsLogin.finish(pending, new URLSearchParams(query)))
  }
  assert.equal(provider.received.length, before)
})

test('NHS login always gets the registered redirect URI, with any callback', async () => {
  const { url, pending } = await nhsLogin.start({})
  const { searchParams } = await provider.answerTo(url)
  searchParams.append('redirect_uri', 'http://evil.example.com')
  searchParams.append('host', 'evil.example.com')
  await nhsLogin.finish(pending, searchParams)
  assert.deepEqual(lastRequest('/token')?.getAll('redirect_uri'), [redirectUri])
})

test('the issuer in the settings may end with a slash', async () => {
  nhsLogin = gatewayTo(provider, { issuer: `${provider.issuer}/` })
  assert.equal((await logIn()).nhsNumber, '9434765919')
})

test('invalid settings are refused at start', () => {
  const settle = (changes: object) => () => gatewayTo(provider, changes)
  assert.throws(settle({ issuer: 'http://auth.login.nhs.uk' }), /https/)
  assert.throws(settle({ issuer: 'http://localhost.evil.example.com' }), /https/)
  assert.throws(settle({ issuer: 'ftp://localhost' }), /https/)
  assert.throws(settle({ redirectUri: `${redirectUri}?next=home` }), /redirect URI/)
  assert.throws(settle({ redirectUri: 'https://Portal.example.nhs.uk/log-in' }), /redirect URI/)
  assert.throws(settle({ privateKey: 'no key' }))
})
