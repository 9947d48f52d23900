import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConfigError, loadConfig } from '../../src/config/config.ts'

/** The settings of the aggregator: all that is needed, or nothing. */

const SET = {
  AGGREGATOR_TOKEN_ISSUER: 'https://int.api.service.nhs.uk/oauth2/token',
  AGGREGATOR_TOKEN_AUDIENCE: 'our-portal',
  AGGREGATOR_TOKEN_KEYS_URL: 'https://int.api.service.nhs.uk/keys',
  NHS_APP_ID_TOKEN_ISSUER: 'https://auth.aos.signin.nhs.uk',
}

function faultsOf(changes: Record<string, string | undefined>): string[] {
  try {
    loadConfig({ ...SET, ...changes })
    return []
  } catch (error) {
    assert.ok(error instanceof ConfigError)
    return error.message
      .split('\n')
      .slice(1)
      .map(line => line.trim())
  }
}

test('what is set is believed, letter by letter, and what is not has a default', () => {
  assert.deepEqual(loadConfig(SET).aggregator, {
    accessTokens: {
      issuer: 'https://int.api.service.nhs.uk/oauth2/token',
      audience: 'our-portal',
      keysUrl: 'https://int.api.service.nhs.uk/keys',
      clientIds: [],
    },
    idTokens: {
      issuer: 'https://auth.aos.signin.nhs.uk',
      audience: 'nhs-online',
      keysUrl: 'https://auth.aos.signin.nhs.uk/.well-known/jwks.json',
    },
  })
  const { aggregator, aggregatorRequestsASecond } = loadConfig({
    ...SET,
    AGGREGATOR_CLIENT_IDS: 'one, two',
    NHS_APP_ID_TOKEN_AUDIENCE: 'nhs-app-of-tests',
    NHS_APP_ID_TOKEN_KEYS_URL: 'https://keys.example/jwks',
    AGGREGATOR_REQUESTS_A_SECOND: '25',
  })
  assert.deepEqual(aggregator?.accessTokens.clientIds, ['one', 'two'])
  assert.equal(aggregator?.idTokens.audience, 'nhs-app-of-tests')
  assert.equal(aggregator?.idTokens.keysUrl, 'https://keys.example/jwks')
  assert.equal(aggregatorRequestsASecond, 25)
})

test('in production it is said which clients may call', () => {
  const required = 'AGGREGATOR_CLIENT_IDS: required in production with the other settings of the aggregator'
  assert.ok(faultsOf({ NODE_ENV: 'production' }).includes(required))
  assert.ok(!faultsOf({ NODE_ENV: 'production', AGGREGATOR_CLIENT_IDS: 'one' }).includes(required))
  assert.deepEqual(faultsOf({}), [])
})

test('half of them set is refused, name by name', () => {
  for (const name of Object.keys(SET)) {
    const [fault = '', ...more] = faultsOf({ [name]: undefined })
    assert.deepEqual(more, [], name)
    assert.match(fault, new RegExp(`^${name}: required`))
  }
  const only = Object.fromEntries(Object.keys(SET).map(name => [name, undefined]))
  assert.equal(faultsOf({ ...only, AGGREGATOR_CLIENT_IDS: 'one' }).length, 4)
})

test('what makes no sense is refused without being repeated', () => {
  for (const [name, value] of [
    ['AGGREGATOR_TOKEN_KEYS_URL', 'keys'],
    ['AGGREGATOR_TOKEN_KEYS_URL', 'http://keys.example/jwks'],
    ['AGGREGATOR_TOKEN_KEYS_URL', 'http://localhost.evil.example/jwks'],
    ['NHS_APP_ID_TOKEN_ISSUER', 'http://auth.example'],
    ['NHS_APP_ID_TOKEN_KEYS_URL', 'ftp://keys.example'],
    ['AGGREGATOR_CLIENT_IDS', 'one,,two'],
    ['AGGREGATOR_REQUESTS_A_SECOND', '0'],
    ['AGGREGATOR_REQUESTS_A_SECOND', 'sixty'],
  ] as const) {
    const [fault = '', ...more] = faultsOf({ [name]: value })
    assert.deepEqual(more, [], name)
    assert.ok(fault.startsWith(`${name}: `), fault)
    assert.ok(!fault.includes(value))
  }
  assert.deepEqual(faultsOf({ AGGREGATOR_TOKEN_KEYS_URL: 'http://localhost:3001/keys' }), [])
  const production = faultsOf({
    NODE_ENV: 'production',
    AGGREGATOR_TOKEN_KEYS_URL: 'http://localhost:3001/keys',
  })
  assert.ok(production.some(fault => fault.startsWith('AGGREGATOR_TOKEN_KEYS_URL')))
})
