import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clientKey, providerKey } from '../support/nhs-login/hostile-id-token.ts'
import { ACCESS, aggregator, ID, ISSUER, isRefused, jwk, keysAt, now, token } from './aggregator-tokens.ts'

/** Which tokens are accepted: genuine ones from the right issuer, for this portal, at this time. */

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const publicPem = Buffer.from(providerKey.publicKey.export({ type: 'spki', format: 'pem' }))

/** Tokens with signatures that no genuine issuer makes. */
const forged: Record<string, (claims: object) => Promise<string> | string> = {
  'alg none': claims => `${encoded({ alg: 'none', kid: providerKey.kid })}.${encoded(claims)}.`,
  'alg None with a signature': async claims =>
    (await token(claims)).replace(/^[^.]+/, encoded({ alg: 'None', kid: providerKey.kid })),
  'HS256 with the public key': claims => token(claims, { alg: 'HS256', key: publicPem }),
  'HS512 with the public key': claims => token(claims, { alg: 'HS512', key: publicPem }),
  'another key': claims => token(claims, { key: clientKey.privateKey }),
  'a key of its own': claims => token(claims, { key: clientKey.privateKey, header: { jwk: jwk(clientKey) } }),
  'no signature': async claims => (await token(claims)).replace(/[^.]+$/, ''),
  'changed claims': async claims =>
    (await token(claims)).replace(/\.[^.]+\./, `.${encoded({ ...claims, exp: now + 9 })}.`),
  'an extension we do not know': async claims =>
    (await token(claims)).replace(
      /^[^.]+/,
      encoded({ alg: 'RS512', kid: providerKey.kid, crit: ['own'], own: 1 }),
    ),
  'two parts': async claims => (await token(claims)).replace(/\.[^.]+$/, ''),
  'no JSON': () => 'a.b.c',
  nothing: () => '',
  'much too much': () => 'e'.repeat(100_000),
}

/** Invalid claims for both kinds of token. */
const wrong: Record<string, object> = {
  'another issuer': { iss: 'https://evil.example' },
  'the issuer with a slash': { iss: `${ISSUER}/` },
  'no issuer': { iss: undefined },
  'another audience': { aud: 'another' },
  'no audience': { aud: undefined },
  'an end long ago': { exp: now - 31 },
  'no end': { exp: undefined },
  'an end in words': { exp: 'tomorrow' },
  'a beginning to come': { nbf: now + 31 },
  'an issue to come': { iat: now + 31 },
  'an issue in words': { iat: 'today' },
  'an issue two days ago': { iat: now - 2 * 24 * 3600 },
  'an end after more than a day': { exp: now + 24 * 3600 + 60 },
  'an end beyond the year 9999': { exp: 253_402_300_800 },
  'an end that no calendar has': { exp: 1e300 },
}

test('genuine tokens identify the caller and the patient', async t => {
  const { url } = await keysAt(t, [providerKey])
  const it = aggregator(url)
  assert.equal(await it.verifyAccessToken(await token(ACCESS)), 'aggregator')
  const named = { ...ACCESS, sub: 'another', azp: 'other', client_id: 'aggregator' }
  assert.equal(await it.verifyAccessToken(await token(named)), 'aggregator')
  assert.equal(await it.verifyAccessToken(await token({ ...ACCESS, exp: now - 29 })), 'aggregator')
  assert.equal(
    await it.verifyAccessToken(await token({ ...ACCESS, aud: ['another', 'patient-portal'] })),
    'aggregator',
  )
  for (const alg of ['RS256', 'PS512']) assert.ok(await it.verifyAccessToken(await token(ACCESS, { alg })))
  const user = await it.verifyIdToken(await token(ID))
  assert.deepEqual([user.nhsNumber, String(user.birthDate)], ['9990000018', '1970-03-14'])
  await it.verifyIdToken(await token({ ...ID, vot: undefined, token_use: 'id' }))
})

test('forged tokens of both kinds are refused', async t => {
  const { url } = await keysAt(t, [providerKey])
  const it = aggregator(url)
  for (const [what, forge] of Object.entries(forged)) {
    await isRefused(it.verifyAccessToken(await forge(ACCESS)), what)
    await isRefused(it.verifyIdToken(await forge(ID)), what)
  }
})

test('tokens from another issuer, for another audience or from another time are refused', async t => {
  const { url } = await keysAt(t, [providerKey])
  const it = aggregator(url)
  for (const [what, claims] of Object.entries(wrong)) {
    await isRefused(it.verifyAccessToken(await token({ ...ACCESS, ...claims })), what)
    await isRefused(it.verifyIdToken(await token({ ...ID, ...claims })), what)
  }
  await isRefused(it.verifyAccessToken(await token(ID)), 'an ID token as an access token')
  await isRefused(it.verifyIdToken(await token(ACCESS)), 'an access token as an ID token')
})

test('only allowed clients are accepted, if a list is set', async t => {
  const { url } = await keysAt(t, [providerKey])
  for (const claims of [
    { client_id: 'other' },
    { client_id: undefined, azp: 'other' },
    { client_id: 7 },
    { client_id: '' },
    // The subject is not the client: another client's token may name any subject.
    { client_id: undefined },
    { client_id: undefined, sub: 'aggregator' },
  ])
    await isRefused(
      aggregator(url).verifyAccessToken(await token({ ...ACCESS, ...claims })),
      JSON.stringify(claims),
    )
  const byAzp = { ...ACCESS, client_id: undefined, azp: 'aggregator' }
  assert.equal(await aggregator(url).verifyAccessToken(await token(byAzp)), 'aggregator')
  const anyClient = aggregator(url, [])
  assert.equal(await anyClient.verifyAccessToken(await token({ ...ACCESS, client_id: 'other' })), 'other')
  await isRefused(
    anyClient.verifyAccessToken(await token({ ...ACCESS, client_id: undefined })),
    'a token of no client, where every client may call',
  )
})

test('tokens of a person who acts for the patient are refused', async t => {
  const { url } = await keysAt(t, [providerKey])
  const it = aggregator(url)
  for (const claims of [
    { act: encoded({ sub: 'the-proxy' }) },
    { act: { sub: 'the-proxy' } },
    { act: null },
    { may_act: {} },
    { delegations: [] },
    { proxy_identity: 'x' },
  ]) {
    await isRefused(it.verifyIdToken(await token({ ...ID, ...claims })), JSON.stringify(claims))
    await isRefused(it.verifyAccessToken(await token({ ...ACCESS, ...claims })), JSON.stringify(claims))
  }
})

test('an ID token must have NHS login’s algorithm, a person proven to P9, and their identity', async t => {
  const { url } = await keysAt(t, [providerKey])
  const it = aggregator(url)
  for (const claims of [
    { identity_proofing_level: 'P5' },
    { identity_proofing_level: undefined },
    { identity_proofing_level: ['P9'] },
    { vot: 'P5.Cp.Cd' },
    { vot: ['P9.Cp.Cd'] },
    { token_use: 'access' },
    { azp: 'another' },
    { azp: ['nhs-online'] },
    { nhs_number: undefined },
    { nhs_number: 9990000018 },
    { birthdate: undefined },
    { birthdate: '1970' },
    { birthdate: '1970-02-30' },
    { birthdate: '1970-03-14T00:00' },
    { birthdate: 19700314 },
  ])
    await isRefused(it.verifyIdToken(await token({ ...ID, ...claims })), JSON.stringify(claims))
  await isRefused(it.verifyIdToken(await token(ID, { alg: 'RS256' })), 'RS256')
})
