import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { ConfigError, loadConfig } from '../../src/config/config.ts'
import { keyPem as pem } from '../support/wayfinder.ts'

const folder = mkdtempSync(join(tmpdir(), 'portal-wayfinder-settings-'))
after(() => rmSync(folder, { recursive: true }))
const keyFile = join(folder, 'key.pem')
writeFileSync(keyFile, pem)

const production = {
  NODE_ENV: 'production',
  BASE_URL: 'https://portal.example.nhs.uk',
  DATABASE_URL: 'mssql://portal:p%40ss@pas.example:1433/pas?encrypt=true',
  REDIS_URL: 'rediss://sessions.example:6379',
  SESSION_SECRETS: 'n2V7qZ4tLw9XcB1yKd8RfH3mPs6GjT0a',
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
    const [, ...faults] = error.message.split('\n')
    return faults.map(line => line.trim())
  }
}

const namesOf = (faults: string[]) => faults.map(fault => fault.split(':')[0]).toSorted()

const wayfinder = {
  REPORTING_SERVICE_URL: 'https://int.api.service.nhs.uk/patient-care-aggregator-reporting/',
  REPORTING_TOKEN_URL: 'https://int.api.service.nhs.uk/oauth2/token',
  REPORTING_CLIENT_ID: 'wayfinder-client',
  REPORTING_API_KEY: 'api-key-of-ours',
  REPORTING_KEY_ID: 'int-key-1',
  REPORTING_PRIVATE_KEY_FILE: keyFile,
  RECORD_SERVICE_URL: 'https://records.int.ptl.example/',
  RECORD_SERVICE_KEY: 'record-key',
  RECORD_SERVICE_CLIENT_ID: 'client-for-appointments',
}

test('Wayfinder gets patients when its services are set, 200 at once outside production', () => {
  assert.deepEqual(loadConfig(wayfinder).wayfinder, {
    reportingService: {
      url: 'https://int.api.service.nhs.uk/patient-care-aggregator-reporting',
      tokenUrl: wayfinder.REPORTING_TOKEN_URL,
      clientId: 'wayfinder-client',
      apiKey: 'api-key-of-ours',
      keyId: 'int-key-1',
      privateKey: pem,
    },
    recordService: {
      url: 'https://records.int.ptl.example',
      key: 'record-key',
      clientId: 'client-for-appointments',
      maxBatch: 200,
    },
  })
  assert.equal(loadConfig({ ...production, ...wayfinder }).wayfinder.recordService?.maxBatch, 5000)
  const smaller = { ...production, ...wayfinder, RECORD_SERVICE_BATCH: '200' }
  assert.equal(loadConfig(smaller).wayfinder.recordService?.maxBatch, 200)
  assert.deepEqual(loadConfig(production).wayfinder, {
    reportingService: undefined,
    recordService: undefined,
  })
})

test('half of what Wayfinder needs is a fault, and so is what cannot be', () => {
  for (const name of Object.keys(wayfinder)) {
    const faults = faultsOf({ ...wayfinder, [name]: undefined })
    assert.ok(
      faults.some(fault => fault.startsWith(name.replace('_FILE', ''))),
      `${name}: ${faults}`,
    )
  }
  assert.deepEqual(namesOf(faultsOf({ ...wayfinder, RECORD_SERVICE_BATCH: '5001' })), [
    'RECORD_SERVICE_BATCH',
  ])
  const plain = {
    ...wayfinder,
    REPORTING_TOKEN_URL: 'http://tokens.example',
    RECORD_SERVICE_URL: 'http://localhost:1',
  }
  assert.deepEqual(namesOf(faultsOf(plain)), ['REPORTING_TOKEN_URL'])
  assert.deepEqual(namesOf(faultsOf({ ...production, ...plain })), [
    'RECORD_SERVICE_URL',
    'REPORTING_TOKEN_URL',
  ])
  const broken = { ...wayfinder, REPORTING_PRIVATE_KEY_FILE: '/nowhere/at/all' }
  assert.deepEqual(namesOf(faultsOf(broken)), ['REPORTING_PRIVATE_KEY_FILE'])
})
