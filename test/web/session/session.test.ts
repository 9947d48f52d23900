import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import supertest, { type Response } from 'supertest'
import { aPatient, testPerson } from '../../support/builders.ts'
import { CookieJar } from '../../support/cookie-jar.ts'
import { freePort } from '../../support/free-port.ts'
import { hiddenFields, logInLink } from '../../support/page.ts'
import { TestPortal } from '../../support/portal.ts'
import { pages } from '../../support/routes/routes.ts'
import { aPatientAt } from '../../support/routes/visit.ts'

const PUBLIC = 'https://portal.example.nhs.uk'
const LOG_IN = '/patient-portal/log-in'

/** The portal as the public reaches it: by https, behind one proxy. */
async function behindAProxy(t: TestContext, trustProxy: number | string[] = 1) {
  const portal = await TestPortal.start({ baseUrl: PUBLIC, port: await freePort(), trustProxy })
  t.after(() => portal.close())
  return portal
}

const cookiesOf = (response: Response) => [response.headers['set-cookie'] ?? []].flat().map(String)

/** Starts a log-in, and returns the answer of the callback, by http or as a proxy for https sends it. */
async function logsIn(portal: TestPortal, headers = {}): Promise<Response> {
  portal.nhsLogin.person = testPerson(1)
  await aPatient(portal.database, portal.nhsLogin.person)
  const browser = supertest(portal.url)
  const away = await browser.get(`${LOG_IN}/start`).redirects(0).set(headers)
  const [attempt = ''] = cookiesOf(away)
  const { pathname, search } = await portal.nhsLogin.answerTo(String(away.headers.location))
  const [Cookie] = attempt.split(';')
  return browser
    .get(pathname + search)
    .redirects(0)
    .set({ ...headers, Cookie })
}

test('on one machine the session cookie is out of reach of scripts and other sites, and goes with the browser', async t => {
  const portal = await TestPortal.start()
  t.after(() => portal.close())
  const [cookie = '', ...more] = cookiesOf(await logsIn(portal))
  assert.match(cookie, /^sid=s%3A[\w-]{32}\.[\w%]+; Path=\/; HttpOnly; SameSite=Lax$/)
  assert.deepEqual(more, [])
})

test('where the public comes by https the cookie is bound to the host and to https', async t => {
  const portal = await behindAProxy(t)
  const page = await logsIn(portal, { 'X-Forwarded-Proto': 'https' })
  const [cookie = ''] = cookiesOf(page)
  assert.match(cookie, /^__Host-sid=s%3A[\w-]{32}\.[\w%]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  assert.equal(page.headers['strict-transport-security'], 'max-age=31536000; includeSubDomains')
  assert.match(String(page.headers['content-security-policy']), /upgrade-insecure-requests/)
})

test('a patient logs in behind the proxy with any Host header', async t => {
  const portal = await behindAProxy(t)
  const person = testPerson(1)
  await aPatient(portal.database, person)
  portal.nhsLogin.person = person
  const jar = new CookieJar()
  const ask = async (method: 'get' | 'post', path: string, fields = {}) => {
    const response = await supertest(portal.url)
      [method](path)
      .redirects(0)
      .set({
        'X-Forwarded-Proto': 'https',
        Host: 'evil.example',
        'X-Forwarded-Host': 'evil.example',
        Cookie: jar.header,
      })
      .type('form')
      .send(method === 'post' ? fields : undefined)
    jar.keep(cookiesOf(response))
    return response
  }
  const page = await ask('get', LOG_IN)
  const away = await ask('get', logInLink(page.text))
  assert.match(
    cookiesOf(away).join(),
    /^__Host-log-in-\w+=[^;]+; Max-Age=3600; Path=\/;.*HttpOnly; Secure; SameSite=Lax$/,
  )
  const address = new URL(String(away.headers.location))
  assert.equal(address.searchParams.get('redirect_uri'), `${PUBLIC}/patient-portal/log-in/callback`)
  const callback = await portal.nhsLogin.answerTo(address)
  assert.equal(callback.origin, PUBLIC)
  const back = await ask('get', callback.pathname + callback.search)
  assert.equal(back.headers.location, '/patient-portal')
  assert.equal((await ask('get', '/patient-portal/appointments')).status, 200)

  const out = await ask(
    'post',
    '/patient-portal/log-out',
    hiddenFields((await ask('get', '/patient-portal/log-out')).text),
  )
  for (const each of cookiesOf(out))
    assert.match(each, /^__Host-sid=.*; Path=\/;.*HttpOnly; Secure; SameSite=Lax$/)
})

test('no cookie is given when the last step to the proxy was plain http', async t => {
  const portal = await behindAProxy(t)
  assert.deepEqual(cookiesOf(await logsIn(portal)), [])
})

test('a visitor who claims to come by https is not believed when nothing is trusted in front', async t => {
  const portal = await behindAProxy(t, ['10.0.0.0/8'])
  const page = await logsIn(portal, { 'X-Forwarded-Proto': 'https' })
  assert.deepEqual(cookiesOf(page), [])
})

test('no page gives any other cookie, and none gives two of one name', async t => {
  const portal = await TestPortal.start()
  t.after(() => portal.close())
  for (const route of pages) {
    const { browser, path } = await aPatientAt(portal, route)
    for (const who of [browser, portal.browser()])
      for (const method of ['get', 'post'] as const) {
        const cookies = cookiesOf(await who[method](path))
        assert.ok(cookies.length <= 1, `${route.address}: ${cookies.join()}`)
        for (const cookie of cookies)
          assert.match(
            cookie,
            route.address.startsWith('/staff')
              ? /^staff-(sid|log-in-\w+)=[^;]*; (Max-Age=1800; )?Path=\/staff; (Expires=[^;]+; )?HttpOnly; SameSite=Lax$/
              : /^(sid|log-in-\w+)=[^;]*; (Max-Age=3600; )?Path=\/; (Expires=[^;]+; )?HttpOnly; SameSite=Lax$/,
          )
      }
  }
})

test('pages anyone may read leave no session behind, so that a crowd of strangers fills nothing', async t => {
  const portal = await TestPortal.start()
  t.after(() => portal.close())
  for (const path of [
    'help/contact',
    'help/privacy',
    'log-in/no-consent',
    'timed-out',
    'logged-out',
    'log-in',
    'unknown',
    // Where a log-in leads anyway: there is nothing to keep.
    '',
  ]) {
    const page = await portal.browser().get(`/patient-portal/${path}`.replace(/\/$/, ''))
    assert.deepEqual(cookiesOf(page), [], path)
  }
  assert.deepEqual(await portal.database('session').select(), [])
})

test('a secret may be changed: sessions signed with the one before go on', async t => {
  const [older, newer] = ['o'.repeat(32), 'n'.repeat(32)]
  const portal = await TestPortal.start({ sessionSecrets: [newer, older] })
  t.after(() => portal.close())
  const person = testPerson(1)
  await aPatient(portal.database, person)
  const browser = await portal.logIn(person)
  await browser.get('/patient-portal').expect(200)
  const signed = (id: string, secret: string) =>
    `s:${id}.${createHmac('sha256', secret).update(id).digest('base64').replace(/=+$/, '')}`
  const access = { domain: 'localhost', path: '/', secure: false, script: false }
  const cookie = browser.jar.getCookie('sid', access as Parameters<typeof browser.jar.getCookie>[1])
  const id =
    decodeURIComponent(cookie?.value ?? '')
      .slice(2)
      .split('.')[0] ?? ''
  for (const [secret, status] of [
    [newer, 200],
    [older, 200],
    ['x'.repeat(32), 303],
  ] as const)
    await supertest(portal.url)
      .get('/patient-portal')
      .redirects(0)
      .set('Cookie', `sid=${encodeURIComponent(signed(id, secret))}`)
      .expect(status)
})
