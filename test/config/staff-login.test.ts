import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { ConfigError, loadConfig } from '../../src/config/config.ts'

/** The provider of staff: all that is needed, or nothing. */

const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const CIS2 =
  'https://am.nhsidentity.spineservices.nhs.uk:443/openam/oauth2/realms/root/realms/NHSIdentity/realms/Healthcare'
const SET = {
  STAFF_LOGIN_ISSUER: CIS2,
  STAFF_LOGIN_CLIENT_ID: 'portal',
  STAFF_LOGIN_PRIVATE_KEY: pem,
  STAFF_LOGIN_ROLES: 'S0010:G0020:R8008=booking-team, R5105=auditor',
}
const ENTRA = {
  STAFF_LOGIN_ISSUER: 'https://login.microsoftonline.com/8b1a0a7e-0000-4000-8000-000000000001/v2.0',
  STAFF_LOGIN_CLIENT_ID: 'portal',
  STAFF_LOGIN_CLIENT_SECRET: 'a-secret-of-tests',
  STAFF_LOGIN_ROLES: 'portal.booking=booking-team@RXX',
}

function faultsOf(settings: Record<string, string | undefined>): string[] {
  try {
    loadConfig(settings)
    return []
  } catch (error) {
    assert.ok(error instanceof ConfigError)
    return error.message
      .split('\n')
      .slice(1)
      .map(line => line.trim())
      .filter(line => line.startsWith('STAFF_'))
  }
}

test('the issuer is kept to the letter, with the port that CIS2 writes', () => {
  const { staffLogin, staffPages } = loadConfig(SET)
  assert.equal(staffPages, true)
  assert.deepEqual(staffLogin, {
    provider: 'cis2',
    issuer: CIS2,
    clientId: 'portal',
    privateKey: pem,
    clientSecret: undefined,
    assurance: 2,
    roles: [
      { theirs: 'S0010:G0020:R8008', ours: 'booking-team', trustOdsCode: undefined },
      { theirs: 'R5105', ours: 'auditor', trustOdsCode: undefined },
    ],
  })
  assert.equal(loadConfig({ ...SET, STAFF_LOGIN_ASSURANCE: 'AAL3' }).staffLogin?.assurance, 3)
})

test('Entra ID is recognised by its host; each of its roles names a trust', () => {
  const { staffLogin } = loadConfig(ENTRA)
  assert.equal(staffLogin?.provider, 'entra')
  assert.equal(staffLogin?.clientSecret, 'a-secret-of-tests')
  assert.equal(staffLogin?.privateKey, undefined)
  assert.deepEqual(staffLogin?.roles, [
    { theirs: 'portal.booking', ours: 'booking-team', trustOdsCode: 'RXX' },
  ])
  const [fault = ''] = faultsOf({ ...ENTRA, STAFF_LOGIN_ROLES: 'portal.booking=booking-team' })
  assert.match(fault, /^STAFF_LOGIN_ROLES: each role of Entra ID must name its trust/)
})

test('an issuer that lets everybody in is refused, however it is written', () => {
  for (const tenant of ['common', 'organizations', 'Common', 'consumers', '%63ommon', '{tenantid}']) {
    const [fault = '', ...more] = faultsOf({
      ...ENTRA,
      STAFF_LOGIN_ISSUER: `https://login.microsoftonline.com/${tenant}/v2.0`,
    })
    assert.match(fault, /^STAFF_LOGIN_ISSUER: must name one tenant/, tenant)
    assert.deepEqual(more, [])
  }
})

test('half of the settings is refused by name, and none is repeated', () => {
  for (const [changes, name] of [
    [{ STAFF_LOGIN_CLIENT_ID: undefined }, 'STAFF_LOGIN_CLIENT_ID'],
    [{ STAFF_LOGIN_ROLES: undefined }, 'STAFF_LOGIN_ROLES'],
    [{ STAFF_LOGIN_PRIVATE_KEY: undefined }, 'STAFF_LOGIN_PRIVATE_KEY'],
    [{ STAFF_LOGIN_PRIVATE_KEY: 'nothing like a key' }, 'STAFF_LOGIN_PRIVATE_KEY'],
    [{ STAFF_LOGIN_CLIENT_SECRET: 'and-a-secret' }, 'STAFF_LOGIN_CLIENT_SECRET'],
    [{ STAFF_LOGIN_ROLES: 'R8008=chief-wizard' }, 'STAFF_LOGIN_ROLES'],
    [{ STAFF_LOGIN_ROLES: 'R8008' }, 'STAFF_LOGIN_ROLES'],
    [{ STAFF_LOGIN_ROLES: 'R8008=auditor@rxx' }, 'STAFF_LOGIN_ROLES'],
    [{ STAFF_LOGIN_ASSURANCE: 'AAL1' }, 'STAFF_LOGIN_ASSURANCE'],
    [{ STAFF_LOGIN_ISSUER: 'http://login.example' }, 'STAFF_LOGIN_ISSUER'],
    [{ STAFF_LOGIN_ISSUER: 'http://localhost.evil.example' }, 'STAFF_LOGIN_ISSUER'],
    [{ STAFF_PAGES: 'yes' }, 'STAFF_PAGES'],
  ] as [Record<string, string | undefined>, string][]) {
    const faults = faultsOf({ ...SET, ...changes })
    assert.equal(faults.length, 1, `${name}: ${faults.join()}`)
    assert.match(String(faults[0]), new RegExp(`^${name}[: ]`))
    assert.ok(!faults.join().includes('chief-wizard'))
  }
  assert.deepEqual(faultsOf({ ...SET, STAFF_LOGIN_ISSUER: 'http://localhost:3001/staff-login' }), [])
})

test('in production the pages are on where there is a provider, and it must use https', () => {
  const production = { NODE_ENV: 'production' }
  assert.deepEqual(faultsOf(production), [])
  assert.deepEqual(faultsOf({ ...production, STAFF_PAGES: 'off' }), [])
  assert.deepEqual(faultsOf({ ...production, STAFF_PAGES: 'on' }), [
    'STAFF_LOGIN_ISSUER: required in production with STAFF_PAGES=on',
  ])
  assert.deepEqual(faultsOf({ ...production, ...SET }), [])
  const [fault = ''] = faultsOf({ ...production, ...SET, STAFF_LOGIN_ISSUER: 'http://localhost:1' })
  assert.match(fault, /never in production/)
  assert.equal(loadConfig({ STAFF_PAGES: 'off' }).staffPages, false)
})
