import assert from 'node:assert/strict'
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Simulator } from '../../../src/dev/simulator/simulator.ts'
import { settingsAddress } from '../../../src/gateways/nhs-login/settings-address.ts'
import { ADA, idTokenOf, keys, logIn, startForTest } from './relying-party.ts'

let simulator: Simulator
before(async () => {
  simulator = await startForTest()
})
after(() => simulator.close())

async function settings(tokenId: string | undefined, key = keys.privateKey) {
  const privateKey = key.export({ type: 'pkcs8', format: 'pem' }).toString()
  const settingsUrl = `${simulator.issuer}/settings`
  const response = await fetch(
    await settingsAddress({ settingsUrl, clientId: 'patient-portal', privateKey }, tokenId),
  )
  return { status: response.status, text: await response.text() }
}

test('the settings are those of the person whose ID token the portal names', async () => {
  const { jti } = await idTokenOf(simulator, await logIn(simulator))
  const { status, text } = await settings(jti)
  assert.equal(status, 200)
  assert.ok(text.includes(`${ADA.givenName} ${ADA.familyName}`))
})

test('without the id of a token, or with a key that is not the portal’s, a new log-in would be needed', async () => {
  const { jti } = await idTokenOf(simulator, await logIn(simulator))
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  for (const answer of [
    await settings(undefined),
    await settings(randomUUID()),
    await settings(jti, privateKey),
  ])
    assert.equal(answer.status, 403)
})
