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

const logIn = (how: StartOptions = {}) => client.logIn(nhsLogin, provider, how)
const theLast = (path: string) => provider.received.findLast(request => request.path === path)?.parameters

test('a patient logs in and is known by NHS number and date of birth', async () => {
  const identity = await logIn()
  assert.equal(identity.nhsNumber, '9434765919')
  assert.equal(identity.birthDate, '1985-02-28')
  assert.match(identity.subject, /^[0-9a-f]{64}$/)
  assert.match(identity.tokenId, /^[0-9a-f-]{36}$/)
  const minutesLeft = Temporal.Now.instant().until(identity.tokenExpiresAt).total('minutes')
  assert(minutesLeft > 59 && minutesLeft < 61)
})

test('a patient is asked to prove who they are to P9, and for no more than is needed', async () => {
  const { url, pending } = await nhsLogin.start({})
  const { code_challenge, ...asked } = Object.fromEntries(url.searchParams)
  assert.deepEqual(asked, {
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

test('a patient from the NHS App is logged in without being asked anything, once', async () => {
  const assertedLoginIdentity = await provider.newAssertedLoginIdentity()
  assert.equal((await logIn({ assertedLoginIdentity, prompt: 'login' })).nhsNumber, '9434765919')
  assert.equal(theLast('/authorize')?.get('prompt'), 'none')
  assert.equal(theLast('/authorize')?.get('asserted_login_identity'), assertedLoginIdentity)
  await refuses('single-sign-on-failed', logIn({ assertedLoginIdentity }), /^sso_login_required$/)
})

for (const [what, asserted] of Object.entries({
  'nothing at all': '',
  'no JWT': 'Canary',
  'a JWT and a new line': 'a.b.c\n',
  'more than a JWT': 'a.b.c&prompt=login',
  '5 KB': `a.b.${'c'.repeat(5000)}`,
})) {
  test(`an asserted identity that is ${what} goes no further than us`, async () => {
    const before = provider.received.length
    await refuses('single-sign-on-failed', logIn({ assertedLoginIdentity: asserted }), /malformed/)
    assert.equal(provider.received.length, before)
  })
}

test('the portal proves who it is as NHS login wants it', async () => {
  await logIn()
  const first = theLast('/token')?.get('client_assertion') ?? ''
  await logIn()
  const second = theLast('/token')?.get('client_assertion') ?? ''
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

test('a portal whose key NHS login does not know logs nobody in', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  nhsLogin = gatewayTo(provider, { privateKey: privateKey.export({ type: 'pkcs1', format: 'pem' }) })
  await refuses('refused', logIn(), /^token-invalid_client$/)
})

test('the answer to one browser is of no use in another', async () => {
  const [mine, theirs] = [await nhsLogin.start({}), await nhsLogin.start({})]
  const { searchParams } = await provider.answerTo(theirs.url)
  await refuses('refused', nhsLogin.finish(mine.pending, searchParams))
  searchParams.set('state', mine.pending.state)
  await refuses('refused', nhsLogin.finish(mine.pending, searchParams))
})

test('a code stolen from another browser is of no use, even to a provider that ignores PKCE', async () => {
  const [mine, theirs] = [await nhsLogin.start({}), await nhsLogin.start({})]
  theirs.url.searchParams.delete('code_challenge')
  const { searchParams } = await provider.answerTo(theirs.url)
  searchParams.set('state', mine.pending.state)
  await refuses('refused', nhsLogin.finish(mine.pending, searchParams), /JWT_CLAIM_COMPARISON/)
})

test('nobody is logged in when what was kept of their log-in is lost', async () => {
  const { url, pending } = await nhsLogin.start({})
  const { searchParams } = await provider.answerTo(url)
  for (const lost of ['state', 'nonce', 'codeVerifier'] as const) {
    const rest = { ...pending, [lost]: undefined } as unknown as PendingLogIn
    await refuses('refused', nhsLogin.finish(rest, searchParams), /^pending-log-in-incomplete$/)
  }
})

test('a callback of nonsense is refused before NHS login is asked', async () => {
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

test('NHS login is told the registered address, whatever the callback claims to be', async () => {
  const { url, pending } = await nhsLogin.start({})
  const { searchParams } = await provider.answerTo(url)
  searchParams.append('redirect_uri', 'http://evil.example.com')
  searchParams.append('host', 'evil.example.com')
  await nhsLogin.finish(pending, searchParams)
  assert.deepEqual(theLast('/token')?.getAll('redirect_uri'), [redirectUri])
})

test('the issuer may be written with a slash at the end', async () => {
  nhsLogin = gatewayTo(provider, { issuer: `${provider.issuer}/` })
  assert.equal((await logIn()).nhsNumber, '9434765919')
})

test('settings that cannot work are refused before any patient comes', () => {
  const settle = (changes: object) => () => gatewayTo(provider, changes)
  assert.throws(settle({ issuer: 'http://auth.login.nhs.uk' }), /https/)
  assert.throws(settle({ issuer: 'http://localhost.evil.example.com' }), /https/)
  assert.throws(settle({ issuer: 'ftp://localhost' }), /https/)
  assert.throws(settle({ redirectUri: `${redirectUri}?next=home` }), /redirect URI/)
  assert.throws(settle({ redirectUri: 'https://Portal.example.nhs.uk/log-in' }), /redirect URI/)
  assert.throws(settle({ privateKey: 'no key' }))
})
