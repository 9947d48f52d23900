import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aTrust } from '../../../support/builders.ts'
import { words } from '../../../support/page.ts'
import { aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { someoneLoggedIn } from '../../appointments/support.ts'
import { aContactRequest, askInBrowser, REQUESTS, withdrawn } from '../support.ts'

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

test('every request can be reached, however many there are', async () => {
  const { browser, patientId } = await someoneLoggedIn(portal)
  const trust = await aTrust(portal.database)
  const ids: string[] = []
  for (let number = 0; number < 23; number++) {
    const id = await aContactRequest(portal, patientId, trust)
    ids.unshift(id)
    await withdrawn(portal, patientId, id)
    portal.clock.pass({ seconds: 1 })
  }
  const idsOn = (html: string) =>
    [...html.matchAll(/href="\/patient-portal\/contact-requests\/([0-9a-f-]{36})"/g)].map(([, id]) => id)
  const first = await browser.get(REQUESTS).expect(200)
  assert.deepEqual(idsOn(first.text), ids.slice(0, 20))
  assert.match(first.text, /href="\/patient-portal\/contact-requests\?page=2">Show earlier requests/)
  const second = await browser.get(`${REQUESTS}?page=2`).expect(200)
  assert.deepEqual(idsOn(second.text), ids.slice(20))
  assert.match(words(second.text), /Back to the latest requests/)
  assert.doesNotMatch(second.text, /Show earlier requests/)
  const after = await browser.get(`${REQUESTS}?page=3`).expect(200)
  assert.match(words(after.text), /There are no more requests/)
})
