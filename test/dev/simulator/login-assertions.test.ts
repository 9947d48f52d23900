import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { decodeJwt, SignJWT, UnsecuredJWT } from 'jose'
import { LoginAssertions } from '../../../src/dev/simulator/nhs-login/login-assertions.ts'
import { signingKeys } from '../../../src/dev/simulator/signing-keys.ts'
import { ADA, BO } from './relying-party.ts'

const keys = await signingKeys()
const assertions = new LoginAssertions([ADA, BO], Promise.resolve(keys))
const { code } = decodeJwt(await assertions.make(BO))
const now = () => Math.floor(Date.now() / 1000)

function assertion(claims: Record<string, unknown> = {}, { alg = 'RS512', key = keys.privateKey } = {}) {
  const usual = { code, iss: 'nhs-online', jti: randomUUID(), iat: now(), exp: now() + 60 }
  return new SignJWT({ ...usual, ...claims }).setProtectedHeader({ alg }).sign(key)
}

test('an assertion stands for one person, once', async () => {
  assert.equal(await assertions.redeem(await assertions.make(ADA)), ADA)
  const made = await assertion()
  assert.deepEqual([await assertions.redeem(made), await assertions.redeem(made)], [BO, undefined])
})

for (const [what, made] of [
  ['lives for more than a minute', () => assertion({ exp: now() + 61 })],
  ['has expired', () => assertion({ iat: now() - 60, exp: now() - 1 })],
  ['never expires', () => assertion({ exp: undefined })],
  ['does not say when it was made', () => assertion({ iat: undefined })],
  ['was made in the future', () => assertion({ iat: now() + 30, exp: now() + 60 })],
  ['has no jti', () => assertion({ jti: undefined })],
  ['has no code', () => assertion({ code: undefined })],
  ['has the code of no log-in', () => assertion({ code: randomUUID() })],
  ['comes from another service', () => assertion({ iss: 'patient-portal' })],
  ['is signed otherwise', () => assertion({}, { alg: 'RS256' })],
  ['is signed by someone else', async () => assertion({}, { key: (await signingKeys()).privateKey })],
  [
    'is not signed',
    () =>
      new UnsecuredJWT({ code })
        .setIssuer('nhs-online')
        .setJti('1')
        .setIssuedAt()
        .setExpirationTime('60s')
        .encode(),
  ],
] as const) {
  test(`an assertion that ${what} is refused`, async () => {
    assert.equal(await assertions.redeem(await made()), undefined)
  })
}
