import { generateKeyPairSync, randomUUID } from 'node:crypto'
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

/** The claims signed as NHS login would, or as the misbehaviour has it; undefined for no token at all. */
export async function signIdToken(honest: JWTPayload, key: SigningKey, misbehaviour: Misbehaviour) {
  const claims = { ...honest, ...lies[misbehaviour]?.(honest) }
  const header = { typ: 'JWT', kid: key.kid }
  const sign = (alg: string, by: Parameters<CompactSign['sign']>[0], more = {}) =>
    new CompactSign(Buffer.from(JSON.stringify(claims)))
      .setProtectedHeader({ ...header, ...more, alg })
      .sign(by)
  switch (misbehaviour) {
    case 'wrong-key':
      return sign('RS512', clientKey.privateKey)
    case 'unknown-key':
      return sign('RS512', clientKey.privateKey, { kid: randomUUID() })
    case 'key-in-header':
      return sign('RS512', clientKey.privateKey, { jwk: clientKey.publicKey.export({ format: 'jwk' }) })
    case 'alg-none':
      return `${encoded({ ...header, alg: 'none' })}.${encoded(claims)}.`
    case 'HS512':
      return sign('HS512', Buffer.from(key.publicKey.export({ type: 'spki', format: 'pem' })))
    case 'RS256':
    case 'PS512':
      return sign(misbehaviour, key.privateKey)
    case 'broken-signature':
      return (await sign('RS512', key.privateKey)).replace(/\.[^.]*$/, '.!!not-base64!!')
    case 'not-a-token':
      return `${claims.nhs_number}.${encoded('not json')}`
    case 'no-token':
      return undefined
    default:
      return sign('RS512', key.privateKey)
  }
}
