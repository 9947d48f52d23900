import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { loadConfig } from '../../src/config/config.ts'

const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const client = {
  NHS_LOGIN_ISSUER: 'https://auth.login.nhs.uk/',
  NHS_LOGIN_CLIENT_ID: 'portal',
  NHS_LOGIN_PRIVATE_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
}
const settingsUrlOf = (changes: Record<string, string>) =>
  loadConfig({ ...client, ...changes }).nhsLogin?.settingsUrl

test('NHS login’s settings are beside its issuer in every environment, unless they are set', () => {
  for (const [issuer, settings] of [
    ['https://auth.login.nhs.uk/', 'https://settings.login.nhs.uk'],
    ['https://auth.sandpit.signin.nhs.uk', 'https://settings.sandpit.signin.nhs.uk'],
    ['https://auth.aos.signin.nhs.uk', 'https://settings.aos.signin.nhs.uk'],
  ] as const)
    assert.equal(settingsUrlOf({ NHS_LOGIN_ISSUER: issuer }), settings)
  const set = { NHS_LOGIN_SETTINGS_URL: 'https://settings.example/' }
  assert.equal(settingsUrlOf(set), 'https://settings.example')
  const elsewhere = { NHS_LOGIN_ISSUER: 'https://login.example' }
  assert.throws(() => settingsUrlOf(elsewhere), /NHS_LOGIN_SETTINGS_URL: required/)
  assert.equal(settingsUrlOf({ ...elsewhere, ...set }), 'https://settings.example')
})
