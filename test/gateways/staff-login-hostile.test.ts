import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { StaffLogin } from '../../src/gateways/staff-login/staff-login.ts'
import {
  authorizeErrors,
  delegatedTokens,
  hostileAnswers,
  type Misbehaviour,
  outages,
  protocolTokens,
} from '../support/nhs-login/misbehaviours.ts'
import { refuses } from '../support/nhs-login/nhs-login-client.ts'
import { HostileStaffLogin, roleAt } from '../support/staff-login/hostile-staff-login.ts'
import { ROLES } from '../support/staff-login/roles.ts'

/** Staff are not logged in by a provider that misbehaves: the cases of NHS login, and those of roles and levels. */

let provider: HostileStaffLogin
let staffLogin: StaffLogin

const gatewayTo = ({ issuer, clientId, clientPrivateKeyPem }: HostileStaffLogin, changes = {}) =>
  new StaffLogin({
    provider: 'cis2',
    issuer,
    clientId,
    privateKey: clientPrivateKeyPem,
    clientSecret: undefined,
    assurance: 2,
    roles: ROLES,
    redirectUri: 'https://portal.example.nhs.uk/staff/log-in/callback',
    timeoutSeconds: 60,
    ...changes,
  })

before(async () => {
  provider = await HostileStaffLogin.start()
  staffLogin = gatewayTo(provider)
})
after(() => provider.close())
afterEach(() => provider.behave())

async function logIn(gateway = staffLogin) {
  const { url, pending } = await gateway.start()
  return gateway.finish(pending, (await provider.answerTo(url)).searchParams)
}

test('an honest provider says who it is, and the roles they have', async () => {
  const roles = [roleAt('RFF'), roleAt('RXX', 'S0010:G0020:R5105'), roleAt('RYY', 'S1:G1:R1')]
  provider.person = { id: '555000000009', name: ' Canary\u0000Name ', roles }
  assert.deepEqual(await logIn(), {
    subject: '555000000009',
    name: 'Canary Name',
    posts: [
      { role: 'booking-team', trustOdsCode: 'RFF' },
      { role: 'auditor', trustOdsCode: 'RXX' },
    ],
    organisations: ['RFF', 'RXX', 'RYY'],
  })
})

for (const misbehaviour of protocolTokens)
  test(`staff are not logged in by a hostile ID token: ${misbehaviour}`, async () => {
    await logIn() // fetches endpoints and keys, so that only the token is at fault
    provider.misbehaviour = misbehaviour
    await refuses('refused', logIn())
  })

for (const misbehaviour of delegatedTokens)
  test(`nobody is logged in who acts for another: ${misbehaviour}`, async () => {
    provider.misbehaviour = misbehaviour
    await refuses('refused', logIn(), /^delegation$/)
  })

for (const misbehaviour of hostileAnswers)
  test(`staff are not logged in by a hostile answer: ${misbehaviour}`, async () => {
    provider.misbehaviour = misbehaviour
    await refuses('refused', logIn())
  })

for (const [misbehaviour, { leadsTo }] of Object.entries(authorizeErrors))
  test(`staff sent back with ${misbehaviour} get the failure ${leadsTo}`, async () => {
    provider.misbehaviour = misbehaviour as Misbehaviour
    await refuses(leadsTo, logIn())
  })

for (const misbehaviour of outages)
  test(`staff may try again when the provider fails: ${misbehaviour}`, async () => {
    provider.misbehaviour = misbehaviour
    await refuses(
      'try-again',
      logIn(gatewayTo(provider, { timeoutSeconds: 0.25 })),
      /^(discovery-|provider-)/,
    )
  })

const seconds = () => Math.floor(Date.now() / 1000)

const LIES: Record<string, [claims: () => Record<string, unknown>, reason: RegExp]> = {
  'logged in six minutes ago': [() => ({ auth_time: seconds() - 360 }), /auth-time/],
  'does not say when': [() => ({ auth_time: undefined }), /auth-time/],
  'has a low authentication level': [
    () => ({ authentication_assurance_level: 1 }),
    /authentication-assurance-level/,
  ],
  'has a low level as text': [
    () => ({ authentication_assurance_level: '1' }),
    /authentication-assurance-level/,
  ],
  'has no authentication level': [
    () => ({ authentication_assurance_level: undefined }),
    /authentication-assurance-level/,
  ],
  'has a level that is no number': [
    () => ({ authentication_assurance_level: '3x' }),
    /authentication-assurance-level/,
  ],
  'has a list of levels': [() => ({ authentication_assurance_level: [3] }), /authentication-assurance-level/],
  'has a low identity level': [() => ({ id_assurance_level: 2 }), /identity-assurance-level/],
  'has no identity level': [() => ({ id_assurance_level: null }), /identity-assurance-level/],
  'selected a role that they do not have': [() => ({ selected_roleid: 'another' }), /selected-role/],
  'selected several roles': [() => ({ selected_roleid: ['RFF-S8000:G8000:R8008'] }), /selected-role/],
}

for (const [what, [claims, reason]] of Object.entries(LIES))
  test(`a person is not logged in who ${what}`, async () => {
    provider.idToken = claims()
    await refuses('refused', logIn(), reason)
  })

for (const [what, userInfo] of Object.entries({
  'of another person': { sub: 'another' },
  'of nobody': { sub: undefined },
  'with the user id of another person': { uid: 'another' },
  'with somebody who acts for them': { act: { sub: 'another' } },
}))
  test(`user information ${what} logs nobody in`, async () => {
    provider.userInfo = userInfo
    await refuses('refused', logIn())
  })

test('a person with a role selected has that role only', async () => {
  const roles = [roleAt('RFF'), roleAt('RFF', 'S0010:G0020:R5105')]
  provider.person = { id: '1', name: 'Canary', roles }
  provider.idToken = { selected_roleid: roles[1]?.person_roleid }
  assert.deepEqual((await logIn()).posts, [{ role: 'auditor', trustOdsCode: 'RFF' }])
})

test('levels count whichever type they come in', async () => {
  for (const level of [2, '2', 3, '3']) {
    provider.idToken = { authentication_assurance_level: level, id_assurance_level: String(3) }
    await logIn()
  }
  provider.idToken = { authentication_assurance_level: '2' }
  provider.misbehaviour = 'none'
})

test('roles that are no roles give no post', async () => {
  for (const nhsid_nrbac_roles of [undefined, null, 'R8008', [null, 'R8008', {}], [{ ...roleAt('rff') }]]) {
    provider.userInfo = { nhsid_nrbac_roles }
    assert.deepEqual((await logIn()).posts, [])
  }
})
