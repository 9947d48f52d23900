import assert from 'node:assert/strict'
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { after, before, mock, test } from 'node:test'
import { type Simulator, startSimulator } from '../../../src/dev/simulator/simulator.ts'
import { Browser } from './browser.ts'
import { authorizeUrl, CALLBACK, clientAssertion, exchange, logIn, startForTest } from './relying-party.ts'

let simulator: Simulator
before(async () => {
  simulator = await startForTest()
})
after(() => simulator.close())

const codeOf = (callback: URL) => callback.searchParams.get('code') ?? ''
const seconds = (ahead: number) => Math.floor(Date.now() / 1000) + ahead

test('discovery publishes what NHS login publishes', async () => {
  const { issuer } = simulator
  const published = (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as Record<
    string,
    unknown
  >
  for (const [name, value] of Object.entries({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/userinfo`,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS512'],
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['RS512'],
    end_session_endpoint: undefined,
    code_challenge_methods_supported: undefined,
    authorization_response_iss_parameter_supported: undefined,
  })) {
    assert.deepEqual(published[name], value, name)
  }
})

for (const [what, changes, error] of [
  ['without a state', { state: undefined }, 'invalid_request'],
  ['without a nonce', { nonce: undefined }, 'invalid_request'],
  ['with vectors of trust below P9', { vtr: '["P5.Cp.Cd"]' }, 'invalid_request'],
  ['with only some of the registered vectors', { vtr: '["P9.Cp.Cd"]' }, 'invalid_request'],
  ['with vectors that are not JSON', { vtr: '[“P9.Cp.Cd”]' }, 'invalid_request'],
  ['with a scope that is not registered', { scope: 'openid profile email' }, 'invalid_scope'],
  ['without the openid scope', { scope: 'profile' }, 'invalid_request'],
  ['for a token in place of a code', { response_type: 'id_token' }, 'unsupported_response_type'],
  ['for an answer by form', { response_mode: 'form_post' }, 'invalid_request'],
  ['with max_age', { max_age: '60' }, 'invalid_request'],
  ['with prompt=consent', { prompt: 'consent' }, 'invalid_request'],
  [
    'with a plain code challenge',
    { code_challenge: 'a'.repeat(43), code_challenge_method: 'plain' },
    'invalid_request',
  ],
] as const) {
  test(`a request ${what} is refused with ${error}`, async () => {
    const response = await new Browser().open(authorizeUrl(simulator, changes))
    const sentTo = new URL(response.headers.get('location') ?? '', simulator.issuer)
    const answer = sentTo.searchParams.get('error') ?? (await response.text())
    assert.ok(answer.includes(error), `${sentTo} ${answer}`)
  })
}

test('a request without vectors of trust, or with an unknown scope, is accepted', async () => {
  const callback = await logIn(simulator, { changes: { vtr: undefined, scope: 'openid profile made_up' } })
  assert.equal((await exchange(simulator, codeOf(callback))).status, 200)
})

for (const redirect_uri of [
  `${CALLBACK}?a=b`,
  `${CALLBACK}/`,
  'http://127.0.0.1:65000/elsewhere',
  undefined,
]) {
  test(`nothing is ever sent to the redirect address ${redirect_uri}`, async () => {
    const response = await new Browser().open(authorizeUrl(simulator, { redirect_uri }))
    assert.equal(response.status, 400)
    assert.equal(response.headers.get('location'), null)
    assert.match(await response.text(), /There is a problem/)
  })
}

for (const [what, claims] of [
  ['whose audience is only the issuer', () => ({ aud: simulator.issuer })],
  ['whose audience is someone else', () => ({ aud: 'https://example.org/token' })],
  ['without an audience', () => ({ aud: undefined })],
  ['without a jti', () => ({ jti: undefined })],
  ['that never expires', () => ({ exp: undefined })],
  ['that expires in more than five minutes', () => ({ exp: seconds(310) })],
  ['that has expired', () => ({ exp: seconds(-1) })],
  ['issued by someone else', () => ({ iss: 'someone-else' })],
  ['about someone else', () => ({ sub: 'someone-else' })],
] as const) {
  test(`a client assertion ${what} is refused`, async () => {
    const callback = await logIn(simulator)
    const { status, body } = await exchange(
      simulator,
      codeOf(callback),
      await clientAssertion(simulator, claims()),
    )
    assert.equal(status, 400)
    assert.equal(body.error, 'invalid_client')
  })
}

test('a client assertion signed otherwise than RS512, or with another key, is refused', async () => {
  const code = codeOf(await logIn(simulator))
  const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  for (const how of [{ alg: 'RS256' }, { alg: 'PS512' }, { key }]) {
    const { body } = await exchange(simulator, code, await clientAssertion(simulator, {}, how))
    assert.equal(body.error, 'invalid_client', JSON.stringify(how))
  }
  assert.equal((await exchange(simulator, code)).status, 200)
})

test('a client assertion that names the token endpoint among others is taken, once', async () => {
  const assertion = await clientAssertion(simulator, {
    aud: [simulator.issuer, `${simulator.issuer}/token`],
    jti: randomUUID(),
  })
  assert.equal((await exchange(simulator, codeOf(await logIn(simulator)), assertion)).status, 200)
  const second = await exchange(simulator, codeOf(await logIn(simulator)), assertion)
  assert.equal(second.body.error, 'invalid_client')
})

test('a code is taken once', async () => {
  const code = codeOf(await logIn(simulator))
  assert.equal((await exchange(simulator, code)).status, 200)
  assert.equal((await exchange(simulator, code)).body.error, 'invalid_grant')
})

test('a code is not taken with another redirect address, or none', async () => {
  for (const redirect_uri of [`${CALLBACK}/`, undefined]) {
    const code = codeOf(await logIn(simulator))
    assert.equal((await exchange(simulator, code, undefined, { redirect_uri })).status, 400)
  }
})

for (const [minutes, status] of [
  [9.9, 200],
  [10.1, 400],
] as const) {
  test(`a code of ${minutes} minutes ago is answered with ${status}`, async () => {
    const code = codeOf(await logIn(simulator))
    mock.timers.enable({ apis: ['Date'], now: Date.now() + minutes * 60_000 })
    try {
      assert.equal((await exchange(simulator, code)).status, status)
    } finally {
      mock.timers.reset()
    }
  })
}

test('a portal that is not on this machine is not served', async () => {
  for (const portalUrl of ['https://localhost:3000', 'http://portal.example.nhs.uk']) {
    const options = {
      port: 0,
      portalUrl,
      clientId: 'x',
      clientPublicKey: {},
      people: [],
    }
    await assert.rejects(startSimulator(options), /only a portal at http:\/\/localhost/)
  }
})
