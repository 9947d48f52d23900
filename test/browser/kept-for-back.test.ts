import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { aboutToCancel, byRequest, someoneLoggedIn } from '../features/appointments/support.ts'
import { answer } from '../support/form.ts'
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

test('Back to a form shows what was being typed, once the server has confirmed whose it is', async t => {
  const { address, browser } = await someoneLoggedIn(portal, { trust: byRequest })
  const { page } = await openLoggedIn(t, portal, browser, DESKTOP)
  for (const [step, fields] of [
    ['days', { days: 'monday' }],
    ['times', { times: 'morning' }],
  ] as const)
    await answer(browser, `${address}/reschedule/${step}`, fields)
  await page.goto(`${portal.url + address}/reschedule/dates-to-avoid`)
  await page.locator('#datesToAvoid').fill('3 to 17 August')
  const asked = page.waitForResponse('**/stay-logged-in')
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
  await asked
  await page.locator('#datesToAvoid').waitFor()
  assert.equal(await page.locator('#datesToAvoid').inputValue(), '3 to 17 August')
})

test('Back to the answer that named a mistake shows the form, and so does loading that answer again', async t => {
  const { address, browser } = await someoneLoggedIn(portal)
  const { page } = await openLoggedIn(t, portal, browser, DESKTOP)
  const sent: string[] = []
  page.on('request', request => {
    if (request.method() === 'POST') sent.push(new URL(request.url()).pathname)
  })
  await page.goto(`${portal.url + address}/cancel`)
  const next = page.getByRole('button', { name: 'Continue' })
  await next.click()
  await page.locator('.nhsuk-error-summary').waitFor()
  await page.reload()
  assert.equal(await headingOf(page), 'Why are you cancelling?')
  assert.equal(await page.locator('.nhsuk-error-summary').count(), 0)
  await next.click()
  await page.locator('.nhsuk-error-summary').waitFor()
  await page.locator('main input[type=radio]').first().check()
  await next.click()
  await page.waitForURL('**/confirm')
  await page.goBack()
  assert.equal(await headingOf(page), 'Why are you cancelling?')
  assert.equal(await page.locator('main input[type=radio]').first().isChecked(), true)
  assert.deepEqual(sent, Array(3).fill(`${address}/cancel`))
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
