import assert from 'node:assert/strict'
import { afterEach, mock, test } from 'node:test'
import { SignJWT } from 'jose'
import { personFromEntra } from '../../src/gateways/staff-login/entra.ts'
import { StaffLogin } from '../../src/gateways/staff-login/staff-login.ts'
import { LogInRefused } from '../../src/shared/errors.ts'
import { clientKey, providerKey } from '../support/nhs-login/hostile-id-token.ts'
import { ROLES } from '../support/staff-login/roles.ts'

/** What the two providers write in ways of their own. */

afterEach(() => mock.restoreAll())

const HOST = 'https://am.nhsidentity.spineservices.nhs.uk'
const PATH = '/openam/oauth2/realms/root/realms/NHSIdentity/realms/Healthcare'
const ISSUER = `${HOST}:443${PATH}`

function gatewayTo(issuer: string): StaffLogin {
  return new StaffLogin({
    provider: 'cis2',
    issuer,
    clientId: 'portal',
    privateKey: clientKey.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    clientSecret: undefined,
    assurance: 3,
    roles: ROLES,
    redirectUri: 'https://portal.example.nhs.uk/staff/log-in/callback',
  })
}

/** CIS2 as it is live: its issuer has a port that no address of it has. */
function liveCis2(idToken: () => Promise<string>) {
  // A mock of a mock would be restored to the first one.
  mock.restoreAll()
  mock.method(globalThis, 'fetch', async (url: string | URL) => {
    const path = new URL(url).pathname.slice(PATH.length)
    const answers: Record<string, () => object | Promise<object>> = {
      '/.well-known/openid-configuration': () => ({
        issuer: ISSUER,
        authorization_endpoint: `${ISSUER}/authorize`,
        token_endpoint: `${ISSUER}/access_token`,
        userinfo_endpoint: `${ISSUER}/userinfo`,
        jwks_uri: `${ISSUER}/connect/jwk_uri`,
      }),
      '/connect/jwk_uri': () => ({
        keys: [{ ...providerKey.publicKey.export({ format: 'jwk' }), kid: providerKey.kid }],
      }),
      '/access_token': async () => ({ access_token: 'a', token_type: 'Bearer', id_token: await idToken() }),
      '/userinfo': () => ({ sub: '555', name: 'Somebody', nhsid_nrbac_roles: [] }),
    }
    return Response.json(await answers[path]?.())
  })
}

async function logIn(issuerOfToken: string) {
  let nonce = ''
  liveCis2(() => {
    const now = Math.floor(Date.now() / 1000)
    const levels = { id_assurance_level: '3', authentication_assurance_level: 3 }
    return new SignJWT({ nonce, auth_time: now, ...levels })
      .setProtectedHeader({ alg: 'RS256', kid: providerKey.kid })
      .setIssuer(issuerOfToken)
      .setAudience('portal')
      .setSubject('555')
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(providerKey.privateKey)
  })
  const gateway = gatewayTo(ISSUER)
  const { pending, url } = await gateway.start()
  assert.equal(url.searchParams.get('acr_values'), 'AAL3_ANY')
  nonce = pending.nonce
  return gateway.finish(pending, new URLSearchParams({ state: pending.state, code: 'c' }))
}

test('the issuer of CIS2 has a port, in the setting, in its metadata and in its tokens', async () => {
  assert.equal((await logIn(ISSUER)).subject, '555')
  await assert.rejects(logIn(`${HOST}${PATH}`), LogInRefused)
})

test('an issuer set without the port that the provider writes is refused before anybody is sent there', async () => {
  liveCis2(async () => '')
  await assert.rejects(gatewayTo(`${HOST}${PATH}`).start(), { reason: 'discovery-other-issuer' })
})

const TENANT = '8b1a0a7e-0000-4000-8000-000000000001'
const now = 1_790_000_000
const claims = {
  ...{ iss: 'i', aud: 'portal', sub: 's', iat: now, exp: now + 3600 },
  ...{ tid: TENANT, oid: 'object', name: 'Somebody', roles: ['portal.booking', 'other.app'] },
}
const roles = [
  { theirs: 'portal.booking', ours: 'booking-team', trustOdsCode: 'RXX' },
  { theirs: 'portal.booking', ours: 'booking-team', trustOdsCode: 'RYY' },
  { theirs: 'portal.lead', ours: 'team-lead', trustOdsCode: 'RXX' },
] as const
const person = (changes = {}) => personFromEntra({ ...claims, ...changes }, { roles, tenant: TENANT, now })

test('a person of Entra ID is known by tenant and object, and has the roles of the app that are mapped', () => {
  assert.deepEqual(person(), {
    subject: `${TENANT} object`,
    name: 'Somebody',
    posts: [
      { role: 'booking-team', trustOdsCode: 'RXX' },
      { role: 'booking-team', trustOdsCode: 'RYY' },
    ],
    organisations: ['RXX', 'RYY'],
  })
  assert.deepEqual(person({ roles: undefined }).posts, [])
  assert.deepEqual(person({ roles: 'portal.booking' }).posts, [])
})

test('a person of another tenant, without an id, or with an old log-in is refused', () => {
  for (const [changes, reason] of [
    [{ tid: 'another' }, 'id-token-tenant'],
    [{ tid: undefined }, 'id-token-tenant'],
    [{ oid: undefined }, 'id-token-object-id'],
    [{ auth_time: now - 600 }, 'id-token-auth-time'],
  ] as const)
    assert.throws(() => person(changes), { reason })
})

test('too many groups are refused, never taken for no roles', () => {
  for (const changes of [{ hasgroups: true }, { _claim_names: { groups: 'src1' }, roles: undefined }])
    assert.throws(() => person(changes), { reason: 'id-token-groups-overage' })
  person({ _claim_names: { other: 'src1' } })
})
