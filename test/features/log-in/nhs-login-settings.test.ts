import assert from 'node:assert/strict'
import { createPublicKey } from 'node:crypto'
import { after, before, test } from 'node:test'
import * as cheerio from 'cheerio'
import { jwtVerify } from 'jose'
import { aPatient, testPerson } from '../../support/builders.ts'
import { type Agent, TestPortal } from '../../support/portal.ts'
import { tryToLogIn } from './support.ts'

const SETTINGS = '/patient-portal/nhs-login-settings'
const APP = 'Mozilla/5.0 nhsapp-ios/2.46.0'

let portal: TestPortal
const person = testPerson(1)

before(async () => {
  portal = await TestPortal.start()
  await aPatient(portal.database, person)
  portal.nhsLogin.person = person
})
after(() => portal.close())

async function settingsAddress(browser: Agent): Promise<URL> {
  const { headers } = await browser.get(SETTINGS).expect(303)
  return new URL(String(headers.location))
}

/** The ids of the ID tokens that logged in, oldest first, as the sessions keep them. */
async function idTokens(): Promise<unknown[]> {
  const sessions: { data: string }[] = await portal.database('session').select('data')
  return sessions.map(({ data }) => JSON.parse(data).identity?.idTokenId).filter(Boolean)
}

test('a patient reaches the settings of their NHS login by an assertion about the token they logged in with', async () => {
  await portal.database('session').delete()
  const browser = await portal.logIn(person)
  const address = await settingsAddress(browser)
  assert.equal(address.origin + address.pathname, `${portal.nhsLogin.issuer}/settings`)
  assert.deepEqual([...address.searchParams.keys()], ['asserted_login_identity'])
  const { payload, protectedHeader } = await jwtVerify(
    String(address.searchParams.get('asserted_login_identity')),
    createPublicKey(portal.nhsLogin.clientPrivateKeyPem),
    { algorithms: ['RS512'], issuer: portal.nhsLogin.clientId },
  )
  const { code, exp = 0, iat = 0, jti, ...others } = payload
  assert.deepEqual([code], await idTokens())
  assert.equal(exp - iat, 60)
  assert.match(String(jti), /^[0-9a-f-]{36}$/)
  assert.deepEqual(others, { iss: portal.nhsLogin.clientId })
  assert.equal(protectedHeader.alg, 'RS512')
})

test('each press makes a new assertion, because one is valid for a minute only', async () => {
  const browser = await portal.logIn(person)
  assert.notEqual((await settingsAddress(browser)).search, (await settingsAddress(browser)).search)
})

test('a session of an earlier release leads to the settings too, where NHS login asks who it is', async () => {
  await portal.database('session').delete()
  const browser = await portal.logIn(person)
  const row = await portal.database('session').first()
  const data = JSON.parse(row.data)
  delete data.identity.idTokenId
  await portal.database('session').update({ data: JSON.stringify(data) })
  assert.equal((await settingsAddress(browser)).href, `${portal.nhsLogin.issuer}/settings`)
})

test('somebody who is not logged in is asked to log in, and no other website can make an assertion', async () => {
  await portal
    .browser()
    .get(SETTINGS)
    .expect(303)
    .expect('location', /^\/patient-portal\/log-in\?to=/)
  const browser = await portal.logIn(person)
  await browser.get(SETTINGS).set('Sec-Fetch-Mode', 'no-cors').expect(400)
})

test('the link is in the header of a browser, and on the home page inside the NHS App', async () => {
  const browser = await portal.logIn(person)
  const linksOn = async (address: string, where: string, agent: string) => {
    const { text } = await browser.get(address).set('User-Agent', agent).expect(200)
    const $ = cheerio.load(text)
    return $(`${where} a[href="${SETTINGS}"]`).text()
  }
  for (const address of ['/patient-portal', '/patient-portal/appointments', '/patient-portal/help/contact'])
    assert.equal(await linksOn(address, 'header nav', 'Mozilla/5.0'), 'NHS login settings')
  assert.equal(await linksOn('/patient-portal', 'main', APP), 'NHS login settings')
  assert.equal(await linksOn('/patient-portal/appointments', 'main', APP), '')
  const nobody = await portal.browser().get('/patient-portal/log-in').expect(200)
  assert.ok(!nobody.text.includes(SETTINGS))
})

test('another log-in of the same person leads by its own token', async () => {
  await portal.database('session').delete()
  const browser = await portal.logIn(person)
  const [first] = await idTokens()
  await portal.database('session').delete()
  await tryToLogIn(portal, browser)
  const [second] = await idTokens()
  assert.ok(second && second !== first)
})
