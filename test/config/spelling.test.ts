import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { type Config, ConfigError, loadConfig, SETTING_NAMES } from '../../src/config/config.ts'

/** Every setting, spelt in every way in which an environment file gets it wrong. */

const pem = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString()

const ALL: Record<string, string> = {
  NODE_ENV: 'production',
  PORT: '3000',
  BASE_URL: 'https://portal.example.nhs.uk',
  DATABASE_URL: 'mssql://portal:secret@pas.example:1433/pas?encrypt=true',
  REDIS_URL: 'rediss://sessions.example:6379',
  SESSION_SECRETS: 'n2V7qZ4tLw9XcB1yKd8RfH3mPs6GjT0a,Qe5uIoW8zN1vC4xM7bD2kF9gS3hJ6lAp',
  FILES: 'database',
  FILE_KEYS: '2026-11:4mQyR1o0v8lXW3c7tZ2pJ5sN9bKdFhGa6EwUiTqYxLM=',
  NHS_LOGIN_ISSUER: 'https://auth.login.nhs.uk',
  NHS_LOGIN_CLIENT_ID: 'portal',
  NHS_LOGIN_PRIVATE_KEY: pem,
  NHS_LOGIN_SETTINGS_URL: 'https://settings.login.nhs.uk',
  STAFF_PAGES: 'on',
  STAFF_LOGIN_ISSUER: 'https://am.staff.nhs.uk:443/openam',
  STAFF_LOGIN_CLIENT_ID: 'portal',
  STAFF_LOGIN_PRIVATE_KEY: pem,
  STAFF_LOGIN_ASSURANCE: 'AAL2',
  STAFF_LOGIN_ROLES: 'R8008=booking-team,R5105=auditor',
  REPORTING_SERVICE_URL: 'https://api.example/reporting',
  REPORTING_TOKEN_URL: 'https://api.example/oauth2/token',
  REPORTING_CLIENT_ID: 'reporter',
  REPORTING_API_KEY: 'api-key',
  REPORTING_KEY_ID: 'key-1',
  REPORTING_PRIVATE_KEY: pem,
  RECORD_SERVICE_URL: 'https://records.example',
  RECORD_SERVICE_KEY: 'record-key',
  RECORD_SERVICE_CLIENT_ID: 'registrar',
  RECORD_SERVICE_BATCH: '5000',
  AGGREGATOR_TOKEN_ISSUER: 'https://api.example/oauth2/token',
  AGGREGATOR_TOKEN_AUDIENCE: 'portal-audience',
  AGGREGATOR_TOKEN_KEYS_URL: 'https://api.example/keys',
  AGGREGATOR_CLIENT_IDS: 'aggregator,another',
  NHS_APP_ID_TOKEN_ISSUER: 'https://auth.login.nhs.uk',
  NHS_APP_ID_TOKEN_AUDIENCE: 'nhs-online',
  NHS_APP_ID_TOKEN_KEYS_URL: 'https://auth.login.nhs.uk/keys',
  AGGREGATOR_REQUESTS_A_SECOND: '60',
  NHS_APP_URL: 'https://www.nhsapp.service.nhs.uk',
  FIRST_PAGE_BACK_LINK: 'on',
  FEEDBACK_REPLY_DAYS: '10',
  TRUST_PROXY: '10.1.2.0/24',
  DRAIN_SECONDS: '10',
  SECURITY_CONTACT: 'https://portal.example.nhs.uk/contact',
  SECURITY_POLICY: 'https://portal.example.nhs.uk/policy',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.example:4318',
  FEATURES: 'letters,booking',
  LOG_LEVEL: 'info',
  MAINTENANCE_UNTIL: '2026-07-01T18:00:00+01:00',
  EXT_SYSTEM_NAME: 'trust-portal',
  ANDROID_ASSET_LINKS: '[{"relation":[]}]',
  APPLE_APP_SITE_ASSOCIATION: '{"applinks":{}}',
}

/** They replace one of the others, or may not be set in production. */
const ELSEWHERE = [
  ...['NHS_LOGIN_PRIVATE_KEY_FILE', 'REPORTING_PRIVATE_KEY_FILE', 'SIMULATOR_PORT'],
  ...['STAFF_LOGIN_PRIVATE_KEY_FILE', 'STAFF_LOGIN_CLIENT_SECRET', 'FILE_KEYS_FILE'],
]
/** A list may name the same twice, and a text that is compared letter by letter may be any text. */
const LISTS = [
  ...['AGGREGATOR_CLIENT_IDS', 'FEATURES', 'SESSION_SECRETS', 'EXT_SYSTEM_NAME'],
  ...['STAFF_LOGIN_ISSUER', 'STAFF_LOGIN_ROLES', 'FILE_KEYS'],
]
const IDS = Object.keys(ALL).filter(name => /_ID$|_KEY$|_AUDIENCE$|_TOKEN_ISSUER$/.test(name))

/** The settings as they are understood; undefined when they are refused, for this setting alone. */
function understood(name: string, value: string): Config | undefined {
  try {
    return loadConfig({ ...ALL, [name]: value })
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error))
    assert.match(error.message.split('\n')[1]?.trim() ?? '', new RegExp(`^${name}:`))
    if (value.length > 12) assert.ok(!error.message.includes(value.trim()), 'the message repeats the value')
    return undefined
  }
}

const right = loadConfig(ALL)

test('these are all the settings', () => {
  assert.deepEqual([...Object.keys(ALL), ...ELSEWHERE].toSorted(), SETTING_NAMES.toSorted())
})

const SAME: Record<string, (value: string) => string> = {
  'a space before it': value => ` ${value}`,
  'spaces around it': value => `  ${value}\t `,
  'a line end after it': value => `${value}\n`,
  'a line end of Windows after it': value => `${value}\r\n`,
  'a byte order mark before it': value => `\ufeff${value}`,
  'a hard space after it': value => `${value}\u00a0`,
}

for (const [what, spell] of Object.entries(SAME))
  test(`with ${what} a setting means the same`, () => {
    for (const [name, value] of Object.entries(ALL))
      if (!value.startsWith('-----')) assert.deepEqual(understood(name, spell(value)), right, name)
  })

for (const [what, spell] of Object.entries({
  'in double quotes': (value: string) => `"${value}"`,
  'in single quotes': (value: string) => `'${value}'`,
  'with one quote': (value: string) => `"${value}`,
  'with a line end in it': (value: string) => `${value.slice(0, 1)}\n${value.slice(1)}`,
  'with a tab in it': (value: string) => `${value.slice(0, 1)}\t${value.slice(1)}`,
  'twice, with a space': (value: string) => `${value} ${value}`,
}))
  test(`a setting ${what} is refused`, () => {
    for (const [name, value] of Object.entries(ALL))
      if (!value.startsWith('-----')) assert.equal(understood(name, spell(value)), undefined, name)
  })

test('a setting that is there twice is refused, unless it is a list or an id', () => {
  for (const [name, value] of Object.entries(ALL)) {
    if ([...LISTS, ...IDS].includes(name) || value.startsWith('-----')) continue
    assert.equal(understood(name, `${value}${value}`), undefined, name)
    if (name !== 'TRUST_PROXY') assert.equal(understood(name, `${value},${value}`), undefined, name)
  }
})

test('capitals mean the same, or are refused, unless it is a secret or an id', () => {
  for (const [name, value] of Object.entries(ALL)) {
    if ([...LISTS, ...IDS].includes(name) || value.startsWith('-----')) continue
    const config = understood(name, value.toUpperCase())
    if (config) assert.equal(JSON.stringify(config).toLowerCase(), JSON.stringify(right).toLowerCase(), name)
  }
})

const URLS = Object.keys(ALL).filter(
  name => ALL[name]?.startsWith('https:') && name !== 'AGGREGATOR_TOKEN_ISSUER',
)
for (const spelt of [
  ' http:',
  '\thttp:',
  '\nhttp:',
  'HTTP:',
  'hTTp:',
  'ht\ntp:',
  '\u0000http:',
  '\ufeffhttp:',
  'http:',
])
  test(`production accepts no address with ${JSON.stringify(spelt)}`, () => {
    for (const name of URLS)
      assert.equal(understood(name, (ALL[name] ?? '').replace('https:', spelt)), undefined, name)
    for (const redis of [spelt.replace(/http/i, 'redis'), spelt.replace(/http/i, 'REDIS')])
      assert.equal(understood('REDIS_URL', `${redis}//sessions.example:6379`), undefined, redis)
  })

test('production accepts no database whose connection is not safe, however that is spelt', () => {
  const base = 'mssql://portal:secret@pas.example:1433/pas'
  for (const url of [
    ` ${base}?encrypt=false`,
    `${base}?encrypt=false `,
    `\n${base}?encrypt=true&trustServerCertificate=true\n`,
    `MSSQL${base.slice(5)}?encrypt=false`,
    `${base}?encrypt=FALSE`,
    `${base}?Encrypt=false`,
    `${base}?encrypt=true&encrypt=false`,
    'sqlite::memory:',
    ' sqlite::memory:',
    'SQLITE::MEMORY:',
  ])
    assert.equal(understood('DATABASE_URL', url), undefined, url)
})

test('production accepts no secrets that can be guessed', () => {
  const good = 'n2V7qZ4tLw9XcB1yKd8RfH3mPs6GjT0a'
  for (const secret of [
    'a'.repeat(64),
    'ab'.repeat(32),
    'correct horse battery staple'.repeat(2),
    '0123456789'.repeat(4),
    'aaaaaaaaaaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbbb',
    `${good},${good}`,
    `${good},${'a'.repeat(40)}`,
  ])
    assert.equal(understood('SESSION_SECRETS', secret), undefined, secret)
  // 128 bits in hexadecimal, as `openssl rand -hex 16` writes them.
  assert.ok(understood('SESSION_SECRETS', '9f86d081884c7d659a2feaa0c55ad015'))
})

test('production accepts no key in quotes or on one line', () => {
  for (const name of ['NHS_LOGIN_PRIVATE_KEY', 'REPORTING_PRIVATE_KEY', 'STAFF_LOGIN_PRIVATE_KEY'])
    for (const value of [`"${pem}"`, pem.replaceAll('\n', '\\n'), pem.toUpperCase()])
      assert.equal(understood(name, value), undefined, name)
})
