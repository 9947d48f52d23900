import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as client from 'openid-client'
import { startSimulator } from '../../../src/dev/simulator/simulator.ts'
import { Browser } from './browser.ts'
import { ADA, PORTAL, VTR } from './relying-party.ts'

test('the library of the portal, with every check on and PKCE, completes a log-in', async t => {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(
    {
      name: 'RSASSA-PKCS1-v1_5',
      hash: 'SHA-512',
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
    },
    true,
    ['sign', 'verify'],
  )
  const simulator = await startSimulator({
    port: 0,
    portalUrl: PORTAL,
    clientId: 'patient-portal',
    clientPublicKey: await crypto.subtle.exportKey('jwk', publicKey),
    people: [ADA],
  })
  t.after(() => simulator.close())

  const config = await client.discovery(
    new URL(simulator.issuer),
    'patient-portal',
    { id_token_signed_response_alg: 'RS512' },
    client.PrivateKeyJwt(privateKey, {
      [client.modifyAssertion](_header, payload) {
        payload.aud = `${simulator.issuer}/token`
      },
    }),
    { execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks] },
  )
  const checks = {
    expectedState: client.randomState(),
    expectedNonce: client.randomNonce(),
    pkceCodeVerifier: client.randomPKCECodeVerifier(),
  }
  const request = client.buildAuthorizationUrl(config, {
    redirect_uri: `${PORTAL}/patient-portal/log-in/callback`,
    scope: 'openid profile',
    vtr: VTR,
    state: checks.expectedState,
    nonce: checks.expectedNonce,
    code_challenge: await client.calculatePKCECodeChallenge(checks.pkceCodeVerifier),
    code_challenge_method: 'S256',
  })
  const browser = new Browser()
  const { url: page } = await browser.follow(request)
  const { url: callback } = await browser.follow(page, { person: ADA.nhsNumber })
  const tokens = await client.authorizationCodeGrant(config, callback, checks)
  const claims = tokens.claims()
  assert.equal(claims?.nhs_number, ADA.nhsNumber)
  const userinfo = await client.fetchUserInfo(config, tokens.access_token, claims?.sub ?? '')
  assert.equal(userinfo.nhs_number, ADA.nhsNumber)
})
