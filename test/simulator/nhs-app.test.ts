import assert from 'node:assert/strict'
import { after, before, mock, test } from 'node:test'
import { decodeJwt } from 'jose'
import type { Simulator } from '../../src/simulator/simulator.ts'
import { Browser } from './browser.ts'
import { ADA, authorizeUrl, BO, idTokenOf, logIn, PORTAL, startForTest } from './relying-party.ts'

const OPEN = '/app/1/open?path=%2Fpatient-portal%2Fappointment%2Fone%3Fx%3D1'

let simulator: Simulator
before(async () => {
  simulator = await startForTest()
})
after(() => simulator.close())

const deepLink = async () => (await new Browser().follow(simulator.issuer + OPEN)).url
const assertionOf = (link: URL) => link.searchParams.get('assertedLoginIdentity') ?? ''

async function singleSignOn(
  assertion: string,
  { browser = new Browser(), prompt = 'none' } = {},
): Promise<URL> {
  return (await browser.follow(authorizeUrl(simulator, { prompt, asserted_login_identity: assertion }))).url
}

test('the NHS App offers each person, and shows their appointments, upcoming and past', async () => {
  const home = await (await fetch(simulator.issuer)).text()
  assert.match(home, /<a href="\/app\/1"><strong>Ada Example<\/strong> <span>made up<\/span>/)
  assert.match(home, /This is a simulation/)
  assert.ok(!home.includes(ADA.nhsNumber))

  const list = await (await fetch(`${simulator.issuer}/app/1`)).text()
  assert.ok(list.includes(`<a href="${OPEN}">Heart &amp; lung &lt;clinic&gt;</a>`))
  assert.ok(list.indexOf('Past appointments') < list.indexOf('Eye clinic'))
  assert.ok(list.indexOf('Past appointments') > list.indexOf('Heart'))
  for (const words of ['Wednesday 1 July 2026 at 9:30am', 'Ward 7', 'Booked']) assert.ok(list.includes(words))
  assert.match(await (await fetch(`${simulator.issuer}/app/2`)).text(), /There are none/)
})

test('an appointment opens in the portal by its deep link, with the assertion last', async () => {
  const link = await deepLink()
  assert.equal(link.origin + link.pathname, `${PORTAL}/patient-portal/appointment/one`)
  assert.deepEqual(
    [...link.searchParams.keys()],
    ['x', 'from', 'extSystemName', 'trackingId', 'assertedLoginIdentity'],
  )
  assert.equal(link.searchParams.get('from'), 'nhsApp')
  assert.match(link.searchParams.get('trackingId') ?? '', /^[0-9a-f-]{36}$/)
  const { code, iss, jti, iat = 0, exp = 0 } = decodeJwt(assertionOf(link))
  assert.ok(code && jti)
  assert.equal(iss, 'nhs-online')
  assert.equal(exp - iat, 60)
})

test('nothing opens that is not among the appointments of the person', async () => {
  for (const path of [
    '/app/3',
    '/app/x',
    '/app/1/open?path=//evil.example/',
    '/app/2/open?path=%2Fpatient-portal%2Fappointment%2Ftwo',
  ]) {
    assert.equal((await fetch(simulator.issuer + path, { redirect: 'manual' })).status, 404, path)
  }
})

test('the person an assertion stands for is logged in without any page, once', async () => {
  const assertion = assertionOf(await deepLink())
  const callback = await singleSignOn(assertion)
  assert.equal((await idTokenOf(simulator, callback)).nhs_number, ADA.nhsNumber)
  for (const browser of [new Browser(), undefined]) {
    const again = await singleSignOn(assertion, browser && { browser })
    assert.equal(again.searchParams.get('error'), 'sso_login_required')
    assert.equal(again.searchParams.get('state'), 'the-state')
  }
})

test('an assertion replaces whoever was logged in in that browser, and a refused one logs nobody in', async () => {
  const browser = new Browser()
  await logIn(simulator, { browser, who: BO })
  const refused = await singleSignOn('not-a-token', { browser })
  assert.equal(refused.searchParams.get('error'), 'sso_login_required')
  const callback = await singleSignOn(assertionOf(await deepLink()), { browser })
  assert.equal((await idTokenOf(simulator, callback)).nhs_number, ADA.nhsNumber)
  const silent = await browser.follow(authorizeUrl(simulator))
  assert.equal((await idTokenOf(simulator, silent.url)).nhs_number, ADA.nhsNumber)
})

test('an assertion needs prompt=none', async () => {
  const callback = await singleSignOn(assertionOf(await deepLink()), { prompt: 'login' })
  assert.equal(callback.searchParams.get('error'), 'invalid_request')
})

test('an assertion is dead after a minute', async () => {
  const assertion = assertionOf(await deepLink())
  mock.timers.enable({ apis: ['Date'], now: Date.now() + 61_000 })
  try {
    assert.equal((await singleSignOn(assertion)).searchParams.get('error'), 'sso_login_required')
  } finally {
    mock.timers.reset()
  }
})
