import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { heading, words } from '../../../support/page.ts'
import { aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { someoneLoggedIn } from '../../appointments/support.ts'
import { askInBrowser, withdrawn } from '../support.ts'

let portal: TestPortal

before(async () => {
  portal = await aPortal()
  portal.clock.set(MONDAY)
})
after(() => portal.close())

test('the patient is told until when and how they are answered', async () => {
  const { browser, id, patientId } = await someoneLoggedIn(portal)
  const address = await askInBrowser(browser, id)
  const { text } = await browser.get(`${address}/received`).expect(200)
  assert.equal(heading(text), 'We have your request')
  assert.match(
    words(text),
    /will answer you by Wednesday 17 June 2026 at 10am\. You asked for a text message/,
  )
  assert.match(words(text), /Your appointment has not changed/)
  await withdrawn(portal, patientId, address.slice(-36))
  assert.equal((await browser.get(`${address}/received`)).headers.location, address)
})
