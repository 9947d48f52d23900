import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aPatient, testPerson } from '../../support/builders.ts'
import { readMetrics } from '../../support/metrics.ts'
import { TestPortal } from '../../support/portal.ts'
import { openLink, tryToLogIn } from './support.ts'

/** Everyone who tries to log in is counted once, by how it ended and by nothing about them. */

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
  test(`someone whose log-in ends with ${outcome} is counted so`, async () => {
    const person = testPerson(Number(number) + 1)
    await aPatient(portal.database, person, changes)
    portal.nhsLogin.person = person
    await countedAs(outcome, () => tryToLogIn(portal, portal.browser()))
  })

test('someone too young is counted so', async () => {
  portal.nhsLogin.person = { ...testPerson(20), birthDate: '2020-02-28' }
  await countedAs('under-16', () => tryToLogIn(portal, portal.browser()))
})

for (const [misbehaviour, outcome] of [
  ['consent-not-given', 'consent-not-given'],
  ['sso-login-required', 'single-sign-on-failed'],
  ['server-error', 'try-again'],
  ['reused-jti', 'refused'],
] as const)
  test(`NHS login answering with ${misbehaviour} is counted as ${outcome}`, async () => {
    portal.nhsLogin.person = testPerson(1)
    portal.nhsLogin.misbehaviour = misbehaviour
    // The same token id is refused the second time it is seen.
    if (misbehaviour === 'reused-jti') await tryToLogIn(portal, portal.browser())
    await countedAs(outcome, () => tryToLogIn(portal, portal.browser()))
    portal.nhsLogin.misbehaviour = 'none'
  })

test('a link of the NHS App that cannot be one of theirs is counted as well', async () => {
  await countedAs('single-sign-on-failed', () =>
    portal.browser().get('/patient-portal/appointments?assertedLoginIdentity=forged'),
  )
  await openLink(portal, portal.browser(), '/patient-portal/appointments')
})
