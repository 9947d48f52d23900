import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aPatient, testPerson } from '../../support/builders.ts'
import { readMetrics } from '../../support/metrics.ts'
import { TestPortal } from '../../support/portal.ts'
import { openLink, tryToLogIn } from './support.ts'

/** Every log-in is counted once, by its outcome and by nothing about the person. */

let portal: TestPortal
before(async () => {
  portal = await TestPortal.start()
})
after(() => portal.close())

async function outcomes(): Promise<Record<string, number>> {
  const samples = (await readMetrics(portal)).filter(({ name }) => name === 'portal_log_ins_total')
  for (const { labels } of samples) assert.deepEqual(Object.keys(labels), ['outcome'])
  return Object.fromEntries(samples.map(({ labels, value }) => [labels.outcome, value]))
}

async function countedAs(outcome: string, act: () => Promise<unknown>) {
  const earlier = await outcomes()
  await act()
  assert.deepEqual(await outcomes(), { ...earlier, [outcome]: Number(earlier[outcome]) + 1 })
}

for (const [number, [outcome, changes]] of Object.entries([
  ['success', {}],
  ['call-us', { sensitive: true }],
  ['not-online', { portal_access: false }],
  ['details-differ', { birth_date: '1970-01-01' }],
  ['no-record', { nhs_number_status: '02' }],
] as const))
  test(`a log-in that ends with ${outcome} is counted with this outcome`, async () => {
    const person = testPerson(Number(number) + 1)
    await aPatient(portal.database, person, changes)
    portal.nhsLogin.person = person
    await countedAs(outcome, () => tryToLogIn(portal, portal.browser()))
  })

test('a log-in of a person under 16 is counted as under-16', async () => {
  portal.nhsLogin.person = { ...testPerson(20), birthDate: '2020-02-28' }
  await countedAs('under-16', () => tryToLogIn(portal, portal.browser()))
})

for (const [misbehaviour, outcome] of [
  ['consent-not-given', 'consent-not-given'],
  ['sso-login-required', 'single-sign-on-failed'],
  ['server-error', 'try-again'],
  ['reused-jti', 'refused'],
] as const)
  test(`an answer of NHS login with ${misbehaviour} is counted as ${outcome}`, async () => {
    portal.nhsLogin.person = testPerson(1)
    portal.nhsLogin.misbehaviour = misbehaviour
    // The same token id is refused the second time it is seen.
    if (misbehaviour === 'reused-jti') await tryToLogIn(portal, portal.browser())
    await countedAs(outcome, () => tryToLogIn(portal, portal.browser()))
    portal.nhsLogin.misbehaviour = 'none'
  })

for (const [what, address, outcome] of [
  ['a malformed deep link', '/appointments?assertedLoginIdentity=forged', 'malformed-link'],
  [
    'a deep link with a token that has ended',
    `/appointments?assertedLoginIdentity=${ended()}`,
    'malformed-link',
  ],
  ['a callback that no browser asked for', '/log-in/callback?code=a&state=b', 'unknown-callback'],
  ['a callback without a state', '/log-in/callback?error=server_error', 'unknown-callback'],
] as const)
  test(`${what}, which anyone can send, is counted apart from what NHS login refuses`, async () => {
    await countedAs(outcome, () => portal.browser().get(`/patient-portal${address}`))
  })

/** Anyone can make such a token; its signature is never checked. */
function ended(): string {
  return ['{}', '{"exp":1500000000}', 'x'].map(part => Buffer.from(part).toString('base64url')).join('.')
}

test('a deep link that NHS login can check is counted only when it has come back', async () => {
  const earlier = await outcomes()
  await openLink(portal, portal.browser(), '/patient-portal/appointments')
  assert.deepEqual(await outcomes(), earlier)
})

test('a launch by a deep link of the NHS App is counted, with a token or without', async () => {
  const launches = async () => {
    const samples = await readMetrics(portal)
    return samples.filter(({ name }) => name === 'portal_deep_links_total').map(({ value }) => value)
  }
  assert.deepEqual(await launches().then(values => values.length), 2)
  const sum = async () => (await launches()).reduce((total, value) => total + value, 0)
  const before = await sum()
  await portal.browser().get('/patient-portal/appointments?from=nhsApp')
  await openLink(portal, portal.browser(), '/patient-portal/appointments')
  assert.equal(await sum(), before + 2)
  await portal.browser().get('/patient-portal/log-in')
  assert.equal(await sum(), before + 2)
})
