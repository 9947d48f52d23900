import { randomUUID } from 'node:crypto'
import { type JWTPayload, SignJWT } from 'jose'
import supertest, { type Response } from 'supertest'
import type { Clock } from '../../src/shared/clock.ts'
import type { TestPerson } from '../support/nhs-login/hostile-id-token.ts'
import { providerKey, type SigningKey } from '../support/nhs-login/hostile-id-token.ts'
import { PLATFORM, type TestPortal } from '../support/portal.ts'

/** The aggregator in tests: its tokens and its calls. */

export interface Signed {
  alg?: string
  key?: Parameters<SignJWT['sign']>[0]
  kid?: string
}

/** What tokens are made for: a portal of a test, or one in a process of its own. */
type Issuing = { clock: Clock; nhsLogin: { issuer: string } }

export const seconds = (portal: Pick<Issuing, 'clock'>) =>
  Math.floor(portal.clock.now().epochMilliseconds / 1000)

/** A signed JWT with these claims, without those that are undefined. */
export function sign(claims: JWTPayload, { alg = 'RS512', key, kid }: Signed = {}): Promise<string> {
  const by: SigningKey = providerKey
  return new SignJWT(JSON.parse(JSON.stringify(claims)))
    .setProtectedHeader({ alg, typ: 'JWT', kid: kid ?? by.kid })
    .sign(key ?? by.privateKey)
}

export function accessToken(
  portal: Pick<Issuing, 'clock'>,
  claims: JWTPayload = {},
  signed?: Signed,
): Promise<string> {
  const now = seconds(portal)
  const { issuer: iss, audience: aud } = PLATFORM
  return sign(
    {
      iss,
      aud,
      client_id: 'aggregator',
      sub: 'aggregator',
      iat: now,
      exp: now + 599,
      jti: randomUUID(),
      ...claims,
    },
    signed,
  )
}

/** An ID token like the published sample. */
export function idToken(
  portal: Issuing,
  person: TestPerson,
  claims: JWTPayload = {},
  signed?: Signed,
): Promise<string> {
  const now = seconds(portal)
  const usual = {
    sub: randomUUID(),
    aud: 'nhs-online',
    iss: portal.nhsLogin.issuer,
    iat: now,
    exp: now + 3600,
    jti: randomUUID(),
    auth_time: now,
    nhs_number: person.nhsNumber,
    birthdate: person.birthDate,
    family_name: person.familyName,
    surname: person.familyName,
    id_status: 'verified',
    token_use: 'id',
    identity_proofing_level: 'P9',
    vot: 'P9.Cp.Cd',
    vtm: `${portal.nhsLogin.issuer}/trustmark`,
  }
  return sign({ ...usual, ...claims }, signed)
}

export const SYSTEM = 'https://fhir.nhs.uk/Id/nhs-number'
export const identifier = (value: string) => `patient:identifier=${encodeURIComponent(value)}`

export interface Asking {
  resource?: string
  query?: string
  correlationId?: string
  accept?: string
  bearer?: string
  idToken?: string
  method?: 'get' | 'head' | 'post' | 'put' | 'delete'
}

/** One call of the aggregator, valid except for what `asking` changes. */
export async function ask(portal: TestPortal, person: TestPerson, asking: Asking = {}): Promise<Response> {
  const { resource = 'Appointment', method = 'get' } = asking
  const query = asking.query ?? identifier(`${SYSTEM}|${person.nhsNumber}`)
  return supertest(portal.url)
    [method](`/FHIR/R4/${resource}?${query}`)
    .timeout(20_000)
    .set('Authorization', `Bearer ${asking.bearer ?? (await accessToken(portal))}`)
    .set('NHSD-ID-Token', asking.idToken ?? (await idToken(portal, person)))
    .set('X-Correlation-ID', asking.correlationId ?? randomUUID())
    .set('Accept', asking.accept ?? '*/*')
}
