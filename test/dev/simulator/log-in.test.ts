import assert from 'node:assert/strict'
import { after, before, mock, test } from 'node:test'
import type { Simulator } from '../../../src/dev/simulator/simulator.ts'
import { Browser } from './browser.ts'
import { ADA, authorizeUrl, BO, CALLBACK, exchange, idTokenOf, logIn, startForTest } from './relying-party.ts'

let simulator: Simulator
before(async () => {
  simulator = await startForTest()
})
after(() => simulator.close())

test('someone who logs in is described by an ID token with every claim of NHS login', async () => {
  const callback = await logIn(simulator)
  assert.equal(callback.origin + callback.pathname, CALLBACK)
  assert.deepEqual([...callback.searchParams.keys()].sort(), ['code', 'state'])
  assert.equal(callback.searchParams.get('state'), 'the-state')

  const { sub, jti, iat = 0, exp = 0, ...claims } = await idTokenOf(simulator, callback)
  assert.match(sub ?? '', /^[0-9a-f-]{36}$/)
  assert.match(jti ?? '', /^[0-9a-f-]{36}$/)
  assert.equal(exp - iat, 3600)
  assert.deepEqual(claims, {
    iss: simulator.issuer,
    aud: 'patient-portal',
    nonce: 'the-nonce',
    vot: 'P9.Cp.Cd',
    vtm: `${simulator.issuer}/trustmark/${new URL(simulator.issuer).host}`,
    nhs_number: ADA.nhsNumber,
    birthdate: ADA.birthDate,
    family_name: ADA.familyName,
    identity_proofing_level: 'P9',
  })
})

test('without the profile scope the ID token says nothing about the person', async () => {
  const claims = await idTokenOf(simulator, await logIn(simulator, { changes: { scope: 'openid' } }))
  assert.equal(claims.nhs_number, undefined)
  assert.equal(claims.vot, 'P9.Cp.Cd')
})

test('userinfo answers for five minutes, with the same subject', async () => {
  const callback = await logIn(simulator, { changes: { scope: 'openid profile profile_extended' } })
  const { body } = await exchange(simulator, callback.searchParams.get('code') ?? '')
  assert.equal(body.expires_in as unknown, 300)
  const userinfo = () =>
    fetch(`${simulator.issuer}/userinfo`, { headers: { authorization: `Bearer ${body.access_token}` } })
  assert.deepEqual(await (await userinfo()).json(), {
    sub: JSON.parse(Buffer.from(String(body.id_token).split('.')[1] ?? '', 'base64url').toString()).sub,
    nhs_number: ADA.nhsNumber,
    birthdate: ADA.birthDate,
    family_name: ADA.familyName,
    given_name: ADA.givenName,
    identity_proofing_level: 'P9',
  })
  mock.timers.enable({ apis: ['Date'], now: Date.now() + 301_000 })
  try {
    assert.equal((await userinfo()).status, 401)
  } finally {
    mock.timers.reset()
  }
})

for (const [outcome, error, description] of [
  ['consent-not-given', 'access_denied', 'ConsentNotGiven'],
  ['sso-login-required', 'sso_login_required', null],
  ['server-error', 'server_error', null],
  ['temporarily-unavailable', 'temporarily_unavailable', null],
] as const) {
  test(`the outcome ${outcome} comes back as ${error}`, async () => {
    const { searchParams } = await logIn(simulator, { outcome })
    assert.equal(searchParams.get('error'), error)
    assert.equal(searchParams.get('error_description'), description)
    assert.equal(searchParams.get('state'), 'the-state')
    assert.equal(searchParams.get('code'), null)
  })
}

test('someone who has not proven who they are comes back at P5, and that log-in is not used again', async () => {
  const browser = new Browser()
  const claims = await idTokenOf(simulator, await logIn(simulator, { browser, outcome: 'p5' }))
  assert.equal(claims.vot, 'P5.Cp.Cd')
  assert.equal(claims.identity_proofing_level, 'P5')
  const { url } = await browser.follow(authorizeUrl(simulator, { prompt: 'none' }))
  assert.equal(url.searchParams.get('error'), 'login_required')
  assert.equal((await idTokenOf(simulator, await logIn(simulator, { browser }))).vot, 'P9.Cp.Cd')
})

test('a log-in is used again until the portal asks for a new one, and then someone else may log in', async () => {
  const browser = new Browser()
  const first = await idTokenOf(simulator, await logIn(simulator, { browser }))
  for (const prompt of [undefined, 'none']) {
    const silent = await browser.follow(authorizeUrl(simulator, { prompt }))
    assert.equal((await idTokenOf(simulator, silent.url)).sub, first.sub)
  }
  const again = await idTokenOf(simulator, await logIn(simulator, { browser, changes: { prompt: 'login' } }))
  assert.equal(again.sub, first.sub)
  const second = await logIn(simulator, { browser, who: BO, changes: { prompt: 'login' } })
  assert.equal((await idTokenOf(simulator, second)).family_name, BO.familyName)
  const silent = await browser.follow(authorizeUrl(simulator))
  assert.equal((await idTokenOf(simulator, silent.url)).family_name, BO.familyName)
})

test('a code is still good after the next log-in in the same browser, as with two tabs', async () => {
  const browser = new Browser()
  const first = await logIn(simulator, { browser })
  const second = await logIn(simulator, { browser, who: BO, changes: { prompt: 'login' } })
  assert.equal((await idTokenOf(simulator, first)).family_name, ADA.familyName)
  assert.equal((await idTokenOf(simulator, second)).family_name, BO.familyName)
})

test('prompt=none without a log-in is answered with login_required', async () => {
  const { url } = await new Browser().follow(authorizeUrl(simulator, { prompt: 'none' }))
  assert.equal(url.searchParams.get('error'), 'login_required')
})

test('the log-in page has a button for each person, and no script', async () => {
  const { page } = await new Browser().follow(authorizeUrl(simulator))
  const html = (await page?.text()) ?? ''
  assert.match(
    html,
    /<button name="person" value="9000000009"><strong>Ada Example<\/strong> <span>made up<\/span>/,
  )
  assert.match(html, /Bo O&#39;Test&lt;b&gt;/)
  assert.match(html, /<label for="outcome">/)
  assert.match(html, /Simulated NHS login, not real/)
  assert.doesNotMatch(html, /<script|style=/)
  assert.match(page?.headers.get('content-security-policy') ?? '', /default-src 'none'/)
})

test('a log-in page that has ended says so', async () => {
  const page = await new Browser().open(`${simulator.issuer}/log-in/long-gone`)
  assert.equal(page.status, 400)
  assert.match(await page.text(), /This log-in has ended/)
})

test('someone who is not on the list cannot log in', async () => {
  const browser = new Browser()
  const { url } = await browser.follow(authorizeUrl(simulator))
  assert.equal((await browser.open(url, { person: '9999999999' })).status, 400)
})
