import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { aboutToCancel, someoneLoggedIn } from '../features/appointments/support.ts'
import { aPortal } from '../support/portal.ts'
import { DESKTOP, openLoggedIn } from './logged-in.ts'

/** Some browsers keep a whole page for Back, although they are asked not to store it: WebKit does, Chromium does not. */

const portal = await aPortal()
after(() => portal.close())

test('a page kept for Back is asked for anew, and not left empty, where nobody can say whose it is', async t => {
  const { address, browser } = await someoneLoggedIn(portal)
  const { page } = await openLoggedIn(t, portal, browser, DESKTOP)
  await page.goto(portal.url + address)
  await page.route('**/stay-logged-in', route => route.abort())
  await comesBack(page)
  await page.locator('h1').waitFor()
})

test('Back after a change does not show the page from before it', async t => {
  const them = await someoneLoggedIn(portal)
  const { page } = await openLoggedIn(t, portal, them.browser, DESKTOP)
  await aboutToCancel(them)
  await page.goto(`${portal.url + them.address}/cancel/confirm`)
  assert.equal(await headingOf(page), 'Are you sure you want to cancel?')
  const other = await page.context().newPage()
  await other.goto(page.url())
  await other.getByRole('button', { name: 'Cancel appointment' }).click()
  await other.waitForURL('**/received')
  await comesBack(page)
  assert.equal(await headingOf(page), 'Appointment cancelled')
})

test('Back after logging out asks to log in, and does not say that the time was up', async t => {
  const { address, browser } = await someoneLoggedIn(portal)
  const { page } = await openLoggedIn(t, portal, browser, DESKTOP)
  await page.goto(portal.url + address)
  const other = await page.context().newPage()
  await other.goto(portal.url + address)
  await other.getByRole('button', { name: 'Log out' }).click()
  await other.waitForURL('**/logged-out')
  await comesBack(page)
  assert.equal(await headingOf(page), 'Log in to see your hospital appointments')
})

/** As when the browser kept the page; then it is loaded again. */
async function comesBack(page: Page): Promise<void> {
  const loaded = page.waitForEvent('load')
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
  await loaded
}

const headingOf = async (page: Page) => (await page.locator('h1').innerText()).trim()
