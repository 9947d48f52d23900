import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, mock, test } from 'node:test'
import type { NhsLogin } from '../../src/gateways/nhs-login/nhs-login.ts'
import { HostileNhsLogin } from '../support/nhs-login/hostile-nhs-login.ts'
import {
  authorizeErrors,
  delegatedTokens,
  hostileAnswers,
  hostileTokens,
  type Misbehaviour,
  outages,
} from '../support/nhs-login/misbehaviours.ts'
import * as client from '../support/nhs-login/nhs-login-client.ts'
import { gatewayTo, refuses } from '../support/nhs-login/nhs-login-client.ts'
import { timeTaken } from '../support/time/time-taken.ts'
import { until } from '../support/time/until.ts'

let provider: HostileNhsLogin
let nhsLogin: NhsLogin

before(async () => {
  provider = await HostileNhsLogin.start()
})
after(() => provider.close())
beforeEach(() => {
  nhsLogin = gatewayTo(provider)
})
afterEach(() => {
  provider.misbehaviour = 'none'
  provider.keysFail = false
  provider.algorithms = ['RS512']
  mock.timers.reset()
})

const logIn = () => client.logIn(nhsLogin, provider)

for (const misbehaviour of hostileTokens) {
  test(`a patient is not logged in by a hostile ID token: ${misbehaviour}`, async () => {
    await logIn() // fetches endpoints and keys, so that only the token is at fault
    provider.misbehaviour = misbehaviour
    const unproven = misbehaviour === 'P0' || misbehaviour === 'P5'
    await refuses(unproven ? 'prove-identity' : 'refused', logIn())
  })
}

for (const misbehaviour of delegatedTokens) {
  test(`a person who acts for a patient is not logged in as the patient: ${misbehaviour}`, async () => {
    provider.misbehaviour = misbehaviour
    await refuses('for-someone-else', logIn(), /^delegation$/)
  })
}

for (const [what, claims] of Object.entries({
  'a proxy': { act: 'eyJzdWIiOiJwcm94eSJ9' },
  'an empty proxy': { act: null },
  delegations: { delegations: [] },
})) {
  test(`an asserted identity with ${what} is not sent to NHS login`, async () => {
    const assertedLoginIdentity = await provider.newAssertedLoginIdentity(claims)
    const before = provider.received.length
    await refuses('for-someone-else', nhsLogin.start({ assertedLoginIdentity }), /^delegation$/)
    assert.equal(provider.received.length, before)
  })
}

const in24Hours = () => Math.floor(Date.now() / 1000) + 25 * 3600

for (const [what, claims] of Object.entries({
  'has ended': { exp: 1_500_000_000 },
  'is of tomorrow': { iat: in24Hours(), exp: in24Hours() + 60 },
  'lasts for more than a day': { exp: in24Hours() },
  'lasts beyond the year 9999': { exp: 253_402_300_800 },
})) {
  test(`an asserted identity that ${what} is not sent to NHS login`, async () => {
    const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const assertedLoginIdentity = `${encoded({ alg: 'RS512' })}.${encoded(claims)}.c2ln`
    const before = provider.received.length
    await refuses('single-sign-on-failed', nhsLogin.start({ assertedLoginIdentity }), /^asserted-identity-/)
    assert.equal(provider.received.length, before)
  })
}

for (const misbehaviour of ['alg-none', 'HS512', 'RS256', 'PS512'] as const) {
  test(`a patient is not logged in by ${misbehaviour}, even if NHS login lists it as supported`, async () => {
    provider.algorithms = ['RS512', 'PS512', 'RS256', 'HS512', 'none']
    provider.misbehaviour = misbehaviour
    await refuses('refused', logIn())
  })
}

for (const misbehaviour of hostileAnswers) {
  test(`a patient is not logged in by a hostile answer: ${misbehaviour}`, async () => {
    provider.misbehaviour = misbehaviour
    await refuses('refused', logIn())
  })
}

for (const [misbehaviour, { leadsTo }] of Object.entries(authorizeErrors)) {
  test(`a patient sent back with ${misbehaviour} gets the failure ${leadsTo}`, async () => {
    provider.misbehaviour = misbehaviour as Misbehaviour
    await refuses(leadsTo, logIn())
  })
}

for (const misbehaviour of outages) {
  test(`a patient may try again when NHS login fails, and then succeeds: ${misbehaviour}`, async () => {
    nhsLogin = gatewayTo(provider, { timeoutSeconds: 0.25 })
    provider.misbehaviour = misbehaviour
    const [took] = await timeTaken(() => refuses('try-again', logIn(), /^(discovery-|provider-)/))
    assert.ok(took < 2000, `${took} ms`)
    provider.misbehaviour = 'none'
    // On a busy machine an attempt may take longer than the short timeout.
    let nhsNumber: string | undefined
    await until('they succeed', async () => {
      nhsNumber = (await logIn().catch(() => undefined))?.nhsNumber
      return nhsNumber !== undefined
    })
    assert.equal(nhsNumber, '9434765919')
  })
}

test('a patient may try again when NHS login cannot be reached', async () => {
  const gone = await HostileNhsLogin.start()
  nhsLogin = gatewayTo(gone)
  await gone.close()
  await refuses('try-again', nhsLogin.start({}), /^discovery-provider-unreachable$/)
})

test('patients who log in at the same moment share one request for the endpoints', async () => {
  const before = provider.received.length
  await Promise.all(Array.from({ length: 20 }, () => nhsLogin.start({})))
  assert.equal(provider.received.length, before + 1)
})

test('patients can log in again within a minute after NHS login has changed its key', async () => {
  mock.timers.enable({ apis: ['Date'], now: Date.now() })
  await logIn()
  provider.rotateKey()
  await refuses('refused', logIn(), /KEY_SELECTION/)
  mock.timers.tick(61_000)
  assert.equal((await logIn()).nhsNumber, '9434765919')
})

test('keys are not fetched again for every patient, or for every token with an unknown key', async () => {
  const fetched = () => provider.received.filter(({ path }) => path.endsWith('jwks.json')).length
  const before = fetched()
  await logIn()
  await logIn()
  provider.misbehaviour = 'unknown-key'
  await refuses('refused', logIn())
  assert.equal(fetched(), before + 1)
})

test('a storm of tokens with unknown keys, while the keys cannot be fetched, is not a storm of requests', async () => {
  mock.timers.enable({ apis: ['Date'], now: Date.now() })
  await logIn()
  const fetched = () => provider.received.filter(({ path }) => path.endsWith('jwks.json')).length
  const before = fetched()
  for (let second = 0; second < 150; second++) {
    mock.timers.tick(1000)
    provider.misbehaviour = 'unknown-key'
    const { url, pending } = await nhsLogin.start({})
    const answer = (await provider.answerTo(url)).searchParams
    provider.keysFail = true
    await assert.rejects(nhsLogin.finish(pending, answer))
  }
  assert.ok(fetched() - before <= 8, `${fetched() - before} requests`)
  // The old keys are still good.
  provider.misbehaviour = 'none'
  assert.equal((await logIn()).nhsNumber, '9434765919')
})

test('while the keys cannot be fetched, patients are logged in by the old ones for an hour', async () => {
  mock.timers.enable({ apis: ['Date'], now: Date.now() })
  await logIn()
  provider.keysFail = true
  const fetched = () => provider.received.filter(({ path }) => path.endsWith('jwks.json')).length
  const before = fetched()
  // The library that checks tokens keeps keys for five minutes.
  for (let minutes = 6; minutes < 60; minutes += 6) {
    mock.timers.tick(6 * 60_000)
    assert.equal((await logIn()).nhsNumber, '9434765919')
  }
  assert.ok(fetched() > before, 'newer keys were asked for')
  mock.timers.tick(7 * 60_000)
  await refuses('try-again', logIn())
})
