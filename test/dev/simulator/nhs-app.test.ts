import assert from 'node:assert/strict'
import { after, before, beforeEach, mock, test } from 'node:test'
import { decodeJwt } from 'jose'
import type { Simulator } from '../../../src/dev/simulator/simulator.ts'
import { Browser } from './browser.ts'
import { PortalDouble } from './portal-double.ts'
import { ADA, authorizeUrl, BO, callbackOf, idTokenOf, logIn, startForTest } from './relying-party.ts'

const OPEN = '/app/1/open?appointment=3f2c8a52-7d2e-4a7f-9a51-0d2f5d9b1c10'

let portal: PortalDouble
let simulator: Simulator
before(async () => {
  portal = await PortalDouble.start()
  simulator = await startForTest(portal.url)
})
after(async () => {
  await simulator.close()
  await portal.close()
})
beforeEach(() => {
  portal.status = 200
  portal.answer = portal.bundle(portal.appointment())
})

const deepLink = async () => {
  const response = await fetch(simulator.issuer + OPEN, { redirect: 'manual' })
  return new URL(response.headers.get('location') ?? 'about:blank')
}
const assertionOf = (link: URL) => link.searchParams.get('assertedLoginIdentity') ?? ''
const list = async (place = 1) => (await fetch(`${simulator.issuer}/app/${place}`)).text()

async function singleSignOn(
  assertion: string,
  { browser = new Browser(), prompt = 'none' } = {},
): Promise<URL> {
  const parameters = { prompt, asserted_login_identity: assertion, redirect_uri: callbackOf(portal.url) }
  return (await browser.follow(authorizeUrl(simulator, parameters))).url
}

test('the NHS App offers each person, and shows their appointments, upcoming and past', async () => {
  const home = await (await fetch(simulator.issuer)).text()
  assert.match(home, /<a href="\/app\/1"><strong>Ada Example<\/strong> <span>made up<\/span>/)
  assert.match(home, /This is a simulation/)
  assert.ok(!home.includes(ADA.nhsNumber))

  const past = portal.appointment({
    id: '3f2c8a52-7d2e-4a7f-9a51-0d2f5d9b1c11',
    description: 'Pre-assessment appointment',
    start: '2020-07-01T08:30:00+00:00',
    end: '2020-07-01T09:00:00+00:00',
    status: 'fulfilled',
  })
  portal.answer = portal.bundle(past, portal.appointment())
  const page = await list()
  assert.ok(page.includes(`<a href="${OPEN}">Heart &amp; lung &lt;clinic&gt; appointment</a>`))
  assert.ok(page.indexOf('Past appointments') < page.indexOf('>Pre-assessment appointment</a>'))
  assert.ok(page.indexOf('Past appointments') > page.indexOf('Heart'))
  for (const words of ['Monday 1 July 2126 at 9:30am', 'The Trust', 'Booked', 'Attended'])
    assert.ok(page.includes(words), words)
  portal.answer = portal.bundle()
  assert.match(await list(2), /There are none/)
})

test('an appointment opens in the portal by its own link, with the assertion last', async () => {
  const link = await deepLink()
  assert.equal(
    link.origin + link.pathname,
    `${portal.url}/patient-portal/appointment/3f2c8a52-7d2e-4a7f-9a51-0d2f5d9b1c10`,
  )
  assert.deepEqual(
    [...link.searchParams.keys()],
    ['extSystemName', 'trackingId', 'from', 'assertedLoginIdentity'],
  )
  assert.equal(link.searchParams.get('from'), 'nhsApp')
  const { code, iss, jti, iat = 0, exp = 0 } = decodeJwt(assertionOf(link))
  assert.ok(code && jti)
  assert.equal(iss, 'nhs-online')
  assert.equal(exp - iat, 60)
})

test('nothing opens that is not among the appointments of the person', async () => {
  const elsewhere = {
    url: 'https://fhir.nhs.uk/StructureDefinition/Extension-Portal-Link',
    valueUrl: 'https://evil.example/',
  }
  const [, medium] = portal.appointment().extension
  portal.answer = portal.bundle(portal.appointment({ extension: [elsewhere, medium] }))
  for (const path of [
    OPEN,
    '/app/3',
    '/app/x',
    '/app/1/open?appointment=//evil.example/',
    '/app/1/open?appointment=3f2c8a52-7d2e-4a7f-9a51-0d2f5d9b1c12',
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

test('an assertion replaces the person who was logged in in that browser, and a refused one logs no one in', async () => {
  const browser = new Browser()
  await logIn(simulator, { browser, who: BO, changes: { redirect_uri: callbackOf(portal.url) } })
  const refused = await singleSignOn('not-a-token', { browser })
  assert.equal(refused.searchParams.get('error'), 'sso_login_required')
  const callback = await singleSignOn(assertionOf(await deepLink()), { browser })
  assert.equal((await idTokenOf(simulator, callback)).nhs_number, ADA.nhsNumber)
  const silent = await browser.follow(authorizeUrl(simulator, { redirect_uri: callbackOf(portal.url) }))
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

test('any page of the portal can be visited as a person, and nothing else', async () => {
  for (const [query, from] of [
    ['', null],
    ['&inside=yes', 'nhsApp'],
  ]) {
    const { url } = await new Browser().follow(
      `${simulator.issuer}/visit/1?path=%2Fpatient-portal%3Fx%3D1${query}`,
    )
    assert.equal(url.origin + url.pathname, `${portal.url}/patient-portal`)
    assert.equal(url.searchParams.get('x'), '1')
    assert.equal(url.searchParams.get('from'), from)
    assert.ok(assertionOf(url))
  }
  for (const path of [
    '/visit/1?path=//evil.example',
    '/visit/1?path=/patient-portal.evil',
    '/visit/1',
    '/visit/9?path=/patient-portal',
  ])
    assert.equal((await fetch(simulator.issuer + path, { redirect: 'manual' })).status, 404, path)
})
