import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { ConfigError, loadConfig } from '../../src/config/config.ts'

const folder = mkdtempSync(join(tmpdir(), 'portal-config-'))
after(() => rmSync(folder, { recursive: true }))

const pem = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString()
const keyFile = join(folder, 'key.pem')
writeFileSync(keyFile, pem)

const [NEW_SECRET, OLD_SECRET] = ['n2V7qZ4tLw9XcB1yKd8RfH3mPs6GjT0a', 'Qe5uIoW8zN1vC4xM7bD2kF9gS3hJ6lAp']
const production = {
  NODE_ENV: 'production',
  BASE_URL: 'https://portal.example.nhs.uk',
  DATABASE_URL: 'mssql://portal:p%40ss@pas.example:1433/pas?encrypt=true',
  REDIS_URL: 'rediss://sessions.example:6379',
  SESSION_SECRETS: `${NEW_SECRET}, ${OLD_SECRET}`,
  FILE_KEYS: '2026-11:4mQyR1o0v8lXW3c7tZ2pJ5sN9bKdFhGa6EwUiTqYxLM=',
  NHS_LOGIN_ISSUER: 'https://auth.login.nhs.uk/',
  NHS_LOGIN_CLIENT_ID: 'portal',
  NHS_LOGIN_PRIVATE_KEY: pem,
  NHS_APP_URL: 'https://www.nhsapp.service.nhs.uk/',
  TRUST_PROXY: '1',
}

/** Each fault, without the line above them all. */
function faultsOf(environment: Record<string, string | undefined>): string[] {
  try {
    loadConfig(environment)
    return []
  } catch (error) {
    assert.ok(error instanceof ConfigError)
    for (const value of Object.values(environment))
      if (value && value.length > 4 && value !== 'production')
        assert.ok(!error.message.includes(value), 'the message repeats a value')
    return error.message
      .split('\n')
      .slice(1)
      .map(line => line.trim())
  }
}

const namesOf = (faults: string[]) => faults.map(fault => fault.split(':')[0]).toSorted()

test('with no setting at all the portal runs on one machine, with the simulator', () => {
  assert.deepEqual(loadConfig({}), {
    production: false,
    port: 3000,
    baseUrl: 'http://localhost:3000',
    databaseUrl: 'sqlite:./data/pas.sqlite',
    redisUrl: undefined,
    sessionSecrets: ['not a secret: for one machine, outside production only'],
    files: { keys: [{ id: 'not-secret', key: Buffer.alloc(32, 'not a secret') }], folder: undefined },
    nhsLogin: undefined,
    staffPages: true,
    staffLogin: undefined,
    nhsAppUrl: undefined,
    firstPageBackLink: true,
    wayfinder: { reportingService: undefined, recordService: undefined },
    aggregator: undefined,
    aggregatorRequestsASecond: 60,
    aggregatorTimeout: 9000,
    requestTimeout: 10_000,
    simulatorPort: 3001,
    trustProxy: 0,
    drainSeconds: 0,
    maintenanceUntil: undefined,
    extSystemName: 'patient-portal',
    feedbackReplyDays: 10,
    appLinks: { android: undefined, apple: undefined },
    security: { contact: undefined, policy: undefined },
    traceCollector: undefined,
    disabledFeatures: [],
    logLevel: 'info',
  })
})

test('an empty setting is no setting, and those of other programs are nothing to us', () => {
  assert.deepEqual(loadConfig({ PORT: '', BASE_URL: '', PATH: '/bin', HOME: '/root' }), loadConfig({}))
})

test('addresses follow the port when they are not given', () => {
  const { baseUrl, simulatorPort } = loadConfig({ PORT: '4000' })
  assert.deepEqual([baseUrl, simulatorPort], ['http://localhost:4000', 4001])
})

test('production with all it needs is accepted, slashes at the end or not', () => {
  const config = loadConfig(production)
  assert.equal(config.production, true)
  assert.equal(config.baseUrl, 'https://portal.example.nhs.uk')
  assert.deepEqual(config.sessionSecrets, [NEW_SECRET, OLD_SECRET])
  assert.equal(config.nhsLogin?.issuer, 'https://auth.login.nhs.uk')
  assert.equal(config.nhsLogin?.privateKey, pem)
  assert.deepEqual([config.trustProxy, config.drainSeconds], [1, 10])
})

test('the address of the public is kept as a browser writes it, so that it equals what browsers send', () => {
  const of = (BASE_URL: string) => loadConfig({ ...production, BASE_URL }).baseUrl
  for (const url of ['https://Portal.Example.nhs.uk', 'https://portal.example.nhs.uk:443/'])
    assert.equal(of(url), 'https://portal.example.nhs.uk')
})

const NHS_LOGIN = ['NHS_LOGIN_ISSUER', 'NHS_LOGIN_CLIENT_ID', 'NHS_LOGIN_PRIVATE_KEY']
for (const name of ['BASE_URL', 'REDIS_URL', 'SESSION_SECRETS', ...NHS_LOGIN, 'NHS_APP_URL', 'TRUST_PROXY'])
  test(`production without ${name} does not start, and says so`, () => {
    const faults = faultsOf({ ...production, [name]: undefined })
    assert.equal(faults.length, 1, faults.join())
    assert.match(faults[0] ?? '', new RegExp(`${name}.*: required`))
  })

for (const [what, changes, name] of [
  ['a Redis that could be read on the way', { REDIS_URL: 'redis://sessions.example:6379' }, 'REDIS_URL'],
  ['an http address', { BASE_URL: 'http://portal.example.nhs.uk' }, 'BASE_URL'],
  ['an http address in capitals', { BASE_URL: 'HTTP://portal.example.nhs.uk' }, 'BASE_URL'],
  ['an http NHS login', { NHS_LOGIN_ISSUER: 'http://localhost:3001' }, 'NHS_LOGIN_ISSUER'],
  ['an http NHS App', { NHS_APP_URL: 'http://app.example' }, 'NHS_APP_URL'],
  ['the simulator', { SIMULATOR_PORT: '3001' }, 'SIMULATOR_PORT'],
  ['no proxy in front', { TRUST_PROXY: '0' }, 'TRUST_PROXY'],
  ['a short secret', { SESSION_SECRETS: `${NEW_SECRET},short-secret` }, 'SESSION_SECRETS'],
] as const)
  test(`production with ${what} does not start`, () => {
    assert.deepEqual(namesOf(faultsOf({ ...production, ...changes })), [name])
  })

for (const [name, values] of Object.entries({
  NODE_ENV: ['prod', 'Production'],
  PORT: ['eighty', '70000', '-1', '3000.5', '0x50', '3e3', '+3000'],
  BASE_URL: ['portal', 'ftp://portal.example', 'https://portal.example/path', 'https://a@portal.example'],
  DATABASE_URL: [
    ...['postgres://x/y', 'mssql://host', 'sqlite:./pas.sqlite?mode=ro'],
    'mssql://u:p%zzsecret@host/db',
    'mssql://u:p[#]secret@h:x/db',
  ],
  REDIS_URL: ['http://redis.example', 'redis'],
  DRAIN_SECONDS: ['-1', '11', 'ten'],
  SESSION_SECRETS: ['short-secret', 'a,b', `${'a'.repeat(40)},`],
  NHS_APP_URL: ['nhs-app', 'javascript:alert(1)'],
  OTEL_EXPORTER_OTLP_ENDPOINT: ['collector:4318', 'grpc://collector.example'],
  LOG_LEVEL: ['loud', 'INFO'],
  SIMULATOR_PORT: ['x', '99999'],
}))
  test(`${name} that makes no sense is refused without being repeated`, () => {
    for (const value of values) {
      const faults = faultsOf({ [name]: value })
      assert.deepEqual([...new Set(namesOf(faults))], [name], value)
    }
  })

test('all faults of every kind are reported at once', () => {
  const faults = faultsOf({
    NODE_ENV: 'production',
    PORT: 'eighty-eighty',
    LOG_LEVEL: 'very-loud',
    DATABASE_URL: 'oracle://secret-password@host/db',
    BASE_URL: 'http://portal.example.nhs.uk',
    SESSION_SECRETS: 'short-secret',
    SIMULATOR_PORT: '3001',
    NHS_LOGIN_PRIVATE_KEY: 'no-key-at-all',
  })
  const files = 'FILE_KEYS or FILE_KEYS_FILE'
  const expected = ['BASE_URL', 'DATABASE_URL', files, 'LOG_LEVEL', 'NHS_APP_URL', 'NHS_LOGIN_CLIENT_ID']
  expected.push('NHS_LOGIN_ISSUER', 'NHS_LOGIN_PRIVATE_KEY', 'PORT', 'REDIS_URL', 'SESSION_SECRETS')
  assert.deepEqual([...new Set(namesOf(faults))], [...expected, 'SIMULATOR_PORT', 'TRUST_PROXY'])
})

test('outside production NHS login may be the real one or one on this machine, with its key in a file', () => {
  const { BASE_URL: _, NHS_LOGIN_PRIVATE_KEY: __, ...rest } = production
  const local = { ...rest, NODE_ENV: 'development', NHS_LOGIN_PRIVATE_KEY_FILE: keyFile }
  assert.equal(loadConfig(local).nhsLogin?.privateKey, pem)
  loadConfig({ ...local, NHS_LOGIN_ISSUER: 'http://localhost:3001' })
  for (const issuer of ['http://auth.example.com', 'http://localhost.evil.example', 'http://127.0.0.2'])
    assert.deepEqual(namesOf(faultsOf({ ...local, NHS_LOGIN_ISSUER: issuer })), ['NHS_LOGIN_ISSUER'])
})

test('a key that cannot be read, or is none, is found before any patient comes', () => {
  const notAKey = join(folder, 'not-a-key.pem')
  writeFileSync(notAKey, '-----BEGIN PRIVATE KEY-----\nbm90aGluZw==\n-----END PRIVATE KEY-----\n')
  for (const file of [join(folder, 'missing.pem'), notAKey, folder])
    assert.deepEqual(
      namesOf(faultsOf({ ...production, NHS_LOGIN_PRIVATE_KEY: '', NHS_LOGIN_PRIVATE_KEY_FILE: file })),
      ['NHS_LOGIN_PRIVATE_KEY_FILE'],
    )
  const faults = faultsOf({ ...production, NHS_LOGIN_PRIVATE_KEY: pem.replaceAll('PRIVATE', 'PUBLIC') })
  assert.deepEqual(namesOf(faults), ['NHS_LOGIN_PRIVATE_KEY'])
})

test('production refuses a database connection that could be read or impersonated', () => {
  for (const unsafe of ['encrypt=false', 'encrypt=true&trustServerCertificate=true'])
    assert.deepEqual(
      faultsOf({ ...production, DATABASE_URL: `mssql://portal:secret@pas.example/pas?${unsafe}` }),
      ['DATABASE_URL: must encrypt the connection and check the certificate in production'],
    )
})
