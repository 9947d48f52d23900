import assert from 'node:assert/strict'
import { after, before, type TestContext, test } from 'node:test'
import nunjucks from 'nunjucks'
import { aLoggedInPatient } from '../../support/person.ts'
import { aPortal, type TestPortal } from '../../support/portal.ts'

const COOKIES = '/patient-portal/help/cookies'
const PHONE = 'nhsapp-ios/2.46.0'

let portal: TestPortal

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())

const rendered = (t: TestContext) => t.mock.method(nunjucks.Environment.prototype, 'render').mock
const open = (userAgent = 'a browser') =>
  portal.browser().get(COOKIES).set('User-Agent', userAgent).expect(200)

test('a page that never changes is rendered once for each place where it is shown', async t => {
  const first = (await open()).text
  const rendering = rendered(t)
  for (let visit = 0; visit < 3; visit++) assert.equal((await open()).text, first)
  assert.equal(rendering.callCount(), 0)
  const inApp = (await open(PHONE)).text
  assert.match(first, /nhsuk-header/)
  assert.doesNotMatch(inApp, /nhsuk-header/)
  assert.equal((await open(PHONE)).text, inApp)
  assert.equal((await open()).text, first)
  assert.equal(rendering.callCount(), 1)
})

test('who is logged in sees their name and their log-out on it, and no one after them does', async () => {
  const before = (await open()).text
  const { browser, person } = await aLoggedInPatient(portal)
  const name = String(person.familyName)
  const theirs = await browser.get(COOKIES).expect(200)
  assert.ok(theirs.text.includes(name))
  assert.match(theirs.text, /Log out/)
  assert.equal((await open()).text, before)
  assert.ok(!before.includes(name) && !before.includes('Log out'))
})
