import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import supertest, { type Response } from 'supertest'
import { someone } from '../features/appointments/support.ts'
import { CookieJar } from '../support/cookie-jar.ts'
import { aDatabaseToShare } from '../support/database/portal-databases.ts'
import { freePort } from '../support/free-port.ts'
import { hiddenFields, logInLink, words } from '../support/page.ts'
import { aPortal, type TestPortal } from '../support/portal.ts'
import { noRedis as skip, TestRedis } from '../support/redis.ts'
import { until } from '../support/time/until.ts'

/** Two portals, one database, one Redis, one public address: what a balancer has behind it. */
async function twoCopies(t: TestContext): Promise<[TestPortal, TestPortal]> {
  const redis = await TestRedis.start()
  const settings = {
    databaseUrl: await aDatabaseToShare(t),
    redisUrl: redis.url,
    baseUrl: 'http://portal.example',
  }
  const one = await aPortal({ ...settings, port: await freePort() })
  const { issuer, clientId, clientPrivateKeyPem: privateKey } = one.nhsLogin
  const nhsLogin = { issuer, clientId, privateKey, settingsUrl: `${issuer}/settings` }
  const other = await aPortal({ ...settings, port: await freePort(), nhsLogin })
  t.after(async () => {
    for (const portal of [one, other]) await portal.close()
    await redis.close()
  })
  for (const portal of [one, other])
    await until('ready', async () => (await portal.browser().get('/health/ready')).status === 200)
  return [one, other]
}

/** A browser whose next request goes wherever it is said to. */
class Browser {
  readonly #cookies = new CookieJar()

  get cookie(): string {
    return this.#cookies.header
  }

  async get(at: TestPortal, path: string, cookie = this.cookie): Promise<Response> {
    return this.#keep(await supertest(at.url).get(path).set('Cookie', cookie).redirects(0))
  }

  async fillIn(from: TestPortal, to: TestPortal, path: string, fields = {}): Promise<Response> {
    const page = await this.get(from, path)
    assert.equal(page.status, 200)
    const form = { ...hiddenFields(page.text), ...fields }
    const post = supertest(to.url).post(path).set('Cookie', this.cookie).redirects(0)
    return this.#keep(await post.type('form').send(form))
  }

  #keep(response: Response): Response {
    this.#cookies.keep(response.headers['set-cookie'])
    return response
  }
}

test('a log-in begun at one copy ends at the other, and what is done at either is seen at both', {
  skip,
}, async t => {
  const [one, other] = await twoCopies(t)
  const { address, id, person } = await someone(one)
  one.nhsLogin.person = person
  const browser = new Browser()
  const page = await browser.get(one, '/patient-portal/log-in')
  const away = await browser.get(other, logInLink(page.text))
  const { pathname, search } = await one.nhsLogin.answerTo(String(away.headers.location))
  const back = await browser.get(one, pathname + search)
  assert.equal(back.headers.location, '/patient-portal')

  for (const portal of [one, other]) assert.equal((await browser.get(portal, address)).status, 200)
  const reason = await browser.fillIn(one, other, `${address}/cancel`, { reason: 'other' })
  assert.equal(reason.headers.location, `${address}/cancel/confirm`)
  const done = await browser.fillIn(other, one, `${address}/cancel/confirm`)
  assert.equal(done.headers.location, `${address}/cancel/received`)
  for (const portal of [one, other])
    assert.match(words((await browser.get(portal, address)).text), /Cancelled/)
  assert.equal((await one.database('outbox').where('subject_id', id)).length, 1)

  const { cookie } = browser
  const out = await browser.fillIn(one, other, '/patient-portal/log-out')
  assert.equal(out.headers.location, '/patient-portal/logged-out')
  for (const portal of [one, other]) assert.equal((await browser.get(portal, address, cookie)).status, 303)
})
