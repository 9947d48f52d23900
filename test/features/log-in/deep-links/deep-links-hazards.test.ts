import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, before, beforeEach, test } from 'node:test'
import { aPatient, testPerson } from '../../../support/builders.ts'
import { TestPortal } from '../../../support/portal.ts'
import { answerOf, assertNotLoggedIn } from '../support.ts'

let portal: TestPortal
const person = testPerson(1)
const LIST = '/patient-portal/appointments'
const SSO_FAILED = '/patient-portal/log-in/problem/nhs-app'

before(async () => {
  portal = await TestPortal.start()
  await aPatient(portal.database, person)
  portal.nhsLogin.person = person
})
after(() => portal.close())
beforeEach(() => portal.database('session').delete())

const newToken = () => portal.nhsLogin.newAssertedLoginIdentity()
const authorized = () => portal.nhsLogin.received.filter(({ path }) => path === '/authorize').length

/** Writes the raw request line, because a browser or a client library would normalise the address. */
async function ask(target: string, cookie = ''): Promise<string> {
  const socket = connect(Number(new URL(portal.url).port), 'localhost')
  socket.write(`GET ${target} HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`)
  return text(socket)
}

const header = (response: string, name: string) =>
  new RegExp(`^${name}: (.*)\r$`, 'mi').exec(response.split('\r\n\r\n')[0] ?? '')?.[1]

/** The redirect after the log-in that this link starts; undefined if it starts none. */
async function comesOutAt(target: string): Promise<string | undefined> {
  const away = await ask(target)
  const location = header(away, 'location')
  if (!location?.startsWith(portal.nhsLogin.issuer)) return undefined
  const back = await ask(await answerOf(portal, location), header(away, 'set-cookie')?.split(';')[0])
  return header(back, 'location')
}

const elsewhere = [
  '//evil.example',
  '//evil.example/patient-portal/appointments',
  '/\\evil.example',
  '/patient-portal//evil.example',
  '/patient-portal/\\evil.example',
  '/patient-portal/..//evil.example',
  '/patient-portal/%2e%2e//evil.example',
  '/patient-portal/%2f%2fevil.example',
  '/patient-portal/%5cevil.example',
  '/patient-portal/https://evil.example',
  '/patient-portal/@evil.example',
  '/patient-portal/%0d%0aLocation:%20https://evil.example',
  '/patient-portal/%00//evil.example',
  '/patient-portal/%E5%98%8A%E5%98%8DLocation:%20//evil.example',
  '/patient-portal;@evil.example',
  'http://evil.example/patient-portal/appointments',
  'https://patient@evil.example/patient-portal/appointments',
  'http://evil.example:80/patient-portal',
]

for (const target of elsewhere)
  test(`a link to ${target} never leads to another site`, async () => {
    const token = await newToken()
    const location = await comesOutAt(
      `${target}${target.includes('?') ? '&' : '?'}assertedLoginIdentity=${token}`,
    )
    if (location !== undefined) {
      assert.match(location, /^\/patient-portal([/?;]|$)/)
      assert.equal(new URL(location, 'https://portal.example').origin, 'https://portal.example')
    }
  })

test('a request for an address of another host redirects to the portal', async () => {
  const asked = await ask('http://evil.example/patient-portal/appointments')
  assert.equal(header(asked, 'location'), `/patient-portal/log-in?to=${encodeURIComponent(LIST)}`)
})

test('a query with another site or a line break is dropped', async () => {
  for (const query of [
    'returnTo=https://evil.example',
    'next=//evil.example&redirect_uri=//evil.example',
    'a=%0d%0aSet-Cookie:%20sid=evil',
  ]) {
    const location = await comesOutAt(`${LIST}?${query}&assertedLoginIdentity=${await newToken()}`)
    assert.equal(location, LIST)
  }
})

for (const [what, query] of Object.entries({
  'is empty': 'assertedLoginIdentity=',
  'has no value': 'assertedLoginIdentity',
  'is no token': 'assertedLoginIdentity=nonsense',
  'contains a line break': 'assertedLoginIdentity=a.b.c%0d%0aX:1',
  'has 8 KB': `assertedLoginIdentity=a.b.${'c'.repeat(8_000)}`,
  'adds a parameter of its own': 'assertedLoginIdentity=a.b.c%26prompt=login',
}))
  test(`a token that ${what} is not sent to NHS login, and ends the existing session`, async () => {
    const browser = await portal.logIn(person)
    const before = authorized()
    await browser.get(`${LIST}?${query}`).expect(303).expect('location', SSO_FAILED)
    assert.equal(authorized(), before)
    await assertNotLoggedIn(portal, browser)
  })

test('a token of a megabyte is refused by the server itself, which keeps running', async () => {
  const browser = await portal.logIn(person)
  await browser.get(`${LIST}?assertedLoginIdentity=a.b.${'c'.repeat(1_000_000)}`).then(
    ({ status }) => assert.equal(status, 431),
    error => assert.match(String(error.code), /ECONNRESET|EPIPE/),
  )
  await browser.get(LIST).expect(200)
})

test('of two tokens at most one is passed on, and neither is left in the address', async () => {
  const [one, two] = [await newToken(), await newToken()]
  const browser = portal.browser()
  const away = await browser
    .get(`${LIST}?assertedLoginIdentity=${one}&assertedLoginIdentity=${two}`)
    .expect(303)
  const address = new URL(String(away.headers.location), portal.url)
  assert.ok(address.searchParams.getAll('asserted_login_identity').length <= 1)
  const back = await browser.get(await answerOf(portal, address.href))
  assert.equal(back.headers.location, LIST)
})

test('a HEAD request for a deep link does not use up its token', async () => {
  const token = await newToken()
  const before = authorized()
  const browser = portal.browser()
  const head = await browser.head(`${LIST}?assertedLoginIdentity=${token}`)
  assert.equal(head.status, 303)
  assert.ok(String(head.headers.location).startsWith('/patient-portal/'))
  assert.ok(!String(head.headers.location).includes(token))
  assert.equal(authorized(), before)
  const kept = JSON.stringify(await portal.database('session').select('data'))
  assert.ok(!kept.includes(token), 'nor is it stored')
  const away = await portal.browser().get(`${LIST}?assertedLoginIdentity=${token}`)
  assert.match(await answerOf(portal, String(away.headers.location)), /code=/)
})

test('a HEAD request for a deep link gets no page', async () => {
  const browser = await portal.logIn(person)
  const head = await browser.head(`${LIST}?assertedLoginIdentity=${await newToken()}`)
  assert.equal(head.text ?? '', '')
})

test('a token in a POST request starts no log-in', async () => {
  const before = authorized()
  const browser = portal.browser()
  await browser
    .post(LIST)
    .type('form')
    .send({ assertedLoginIdentity: await newToken() })
  await browser.post(`${LIST}?assertedLoginIdentity=${await newToken()}`)
  assert.equal(authorized(), before)
  await assertNotLoggedIn(portal, browser)
})
