import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto'
import { CompactSign, type JWTPayload } from 'jose'
import type { Misbehaviour } from './misbehaviours.ts'

/** What each hostile token says instead; undefined leaves the claim out. Those not here are honest but for the signing. */
const lies: Partial<Record<Misbehaviour, (claims: JWTPayload) => Record<string, unknown>>> = {
  'wrong-issuer': () => ({ iss: 'https://auth.example.com' }),
  'issuer-with-slash': ({ iss }) => ({ iss: `${iss}/` }),
  'wrong-audience': () => ({ aud: 'another-portal' }),
  'two-audiences': ({ aud }) => ({ aud: [String(aud), 'another-portal'] }),
  expired: ({ iat = 0 }) => ({ iat: iat - 3700, exp: iat - 100 }),
  'no-expiry': () => ({ exp: undefined }),
  'endless-expiry': () => ({ exp: 1e300 }),
  'wrong-nonce': () => ({ nonce: 'of-another-log-in' }),
  'no-nonce': () => ({ nonce: undefined }),
  'no-subject': () => ({ sub: undefined }),
  'empty-subject': () => ({ sub: '' }),
  'no-jti': () => ({ jti: undefined }),
  'empty-jti': () => ({ jti: '' }),
  'number-jti': () => ({ jti: 7 }),
  P0: () => ({ vot: 'P0.Cp', identity_proofing_level: 'P0' }),
  P5: () => ({ vot: 'P5.Cp.Cd', identity_proofing_level: 'P5' }),
  'P5-level-P9-vot': () => ({ identity_proofing_level: 'P5' }),
  'P9-level-P5-vot': () => ({ vot: 'P5.Cp.Cd' }),
  'no-level': () => ({ identity_proofing_level: undefined }),
  'no-vot': () => ({ vot: undefined }),
  'unrequested-vot': () => ({ vot: 'P9.Cp' }),
  'list-of-vots': () => ({ vot: ['P9.Cp.Cd'] }),
  'no-vtm': () => ({ vtm: undefined }),
  'vtm-elsewhere': () => ({ vtm: 'https://auth.example.com/trustmark' }),
  'vtm-lookalike': ({ iss }) => ({ vtm: `${iss}@auth.example.com/trustmark` }),
  'vtm-no-url': () => ({ vtm: 'trustmark' }),
  'no-nhs-number': () => ({ nhs_number: undefined }),
  'bad-nhs-number': ({ nhs_number: number }) => ({ nhs_number: withWrongCheckDigit(String(number)) }),
  'short-nhs-number': ({ nhs_number: number }) => ({ nhs_number: String(number).slice(1) }),
  'spaced-nhs-number': ({ nhs_number: number }) => ({
    nhs_number: `${String(number).slice(0, 3)} ${String(number).slice(3)}`,
  }),
  'number-nhs-number': ({ nhs_number: number }) => ({ nhs_number: Number(number) }),
  'no-birthdate': () => ({ birthdate: undefined }),
  'impossible-birthdate': () => ({ birthdate: '1985-02-30' }),
  'year-birthdate': () => ({ birthdate: '1985' }),
  'issued-tomorrow': ({ iat = 0 }) => ({ iat: iat + 40 }),
  'issued-yesterday': ({ iat = 0 }) => ({ iat: iat - 24 * 3600, exp: iat + 60 }),
  'lives-for-a-week': ({ iat = 0 }) => ({ exp: iat + 7 * 24 * 3600 }),
  'lives-beyond-9999': () => ({ exp: 253_402_300_800 }),
  'issued-after-its-end': ({ iat = 0 }) => ({ iat: iat + 29, exp: iat - 20 }),
  'issued-in-words': () => ({ iat: 'today' }),
  'wrong-azp': () => ({ azp: 'another-portal' }),
  'log-in-in-words': () => ({ auth_time: 'today' }),
  'logged-in-tomorrow': ({ iat = 0 }) => ({ auth_time: iat + 40 }),
  'composite-token': () => ({ act: encoded({ sub: 'the-proxy' }) }),
  'null-act': () => ({ act: null }),
  'may-act': () => ({ may_act: { sub: 'the-proxy' } }),
  delegations: () => ({ delegations: [{ role: 'carer' }] }),
  'unknown-proxy-claim': () => ({ nhs_proxy_relationship: 'mother' }),
}

const withWrongCheckDigit = (number: string) => `${number.slice(0, 9)}${(Number(number[9]) + 1) % 10}`

export const newKeyPair = () => ({
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }),
  kid: randomUUID(),
})
export type SigningKey = ReturnType<typeof newKeyPair> & { kid: string }

/** Made once for all doubles of one process: generating keys is what takes time here. */
export const providerKey = newKeyPair()
export const clientKey = newKeyPair()

const encoded = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

export interface TestPerson {
  nhsNumber: string
  birthDate: string
  familyName?: string
}

/** What NHS login says about a person who has just logged in. */
export function honestClaims(person: TestPerson, of: JWTPayload): JWTPayload {
  const iat = Math.floor(Date.now() / 1000)
  return {
    sub: createHash('sha256').update(person.nhsNumber).digest('hex'),
    iat,
    exp: iat + 3600,
    vot: 'P9.Cp.Cd',
    vtm: `${of.iss}/trustmark/127.0.0.1`,
    identity_proofing_level: 'P9',
    nhs_number: person.nhsNumber,
    birthdate: person.birthDate,
    family_name: person.familyName,
    ...of,
  }
}

/** The claims signed as NHS login would, or as the misbehaviour has it; undefined for no token at all. */
export async function signIdToken(
  honest: JWTPayload,
  key: SigningKey,
  misbehaviour: Misbehaviour,
  algorithm = 'RS512',
) {
  const claims = { ...honest, ...lies[misbehaviour]?.(honest) }
  const header = { typ: 'JWT', kid: key.kid }
  const sign = (alg: string, by: Parameters<CompactSign['sign']>[0], more = {}) =>
    new CompactSign(Buffer.from(JSON.stringify(claims)))
      .setProtectedHeader({ ...header, ...more, alg })
      .sign(by)
  switch (misbehaviour) {
    case 'wrong-key':
      return sign(algorithm, clientKey.privateKey)
    case 'unknown-key':
      return sign(algorithm, clientKey.privateKey, { kid: randomUUID() })
    case 'key-in-header':
      return sign(algorithm, clientKey.privateKey, { jwk: clientKey.publicKey.export({ format: 'jwk' }) })
    case 'alg-none':
      return `${encoded({ ...header, alg: 'none' })}.${encoded(claims)}.`
    case 'HS512':
      return sign('HS512', Buffer.from(key.publicKey.export({ type: 'spki', format: 'pem' })))
    case 'RS256':
    case 'PS512':
      return sign(misbehaviour, key.privateKey)
    case 'broken-signature':
      return (await sign(algorithm, key.privateKey)).replace(/\.[^.]*$/, '.!!not-base64!!')
    case 'not-a-token':
      return `${claims.nhs_number}.${encoded('not json')}`
    case 'no-token':
      return undefined
    default:
      return sign(algorithm, key.privateKey)
  }
}
