import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { words } from '../../../support/page.ts'
import { aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { someoneLoggedIn } from '../../appointments/support.ts'
import { askInBrowser, REQUESTS } from '../support.ts'

let portal: TestPortal

before(async () => {
  portal = await aPortal()
  portal.clock.set(MONDAY)
})
after(() => portal.close())

test('the requests of the patient are listed, and only theirs', async () => {
  const { browser, id } = await someoneLoggedIn(portal)
  const empty = await browser.get(REQUESTS).expect(200)
  assert.match(words(empty.text), /You have not asked us to contact you yet/)
  const address = await askInBrowser(browser, id)
  const { text } = await browser.get(REQUESTS).expect(200)
  assert.ok(text.includes(`href="${address}"`))
  assert.match(words(text), /We have received it .* We will answer by Wednesday 17 June 2026 at 10am/)
  const stranger = await someoneLoggedIn(portal)
  const theirs = await stranger.browser.get(REQUESTS).expect(200)
  assert.ok(!theirs.text.includes(address))
})
