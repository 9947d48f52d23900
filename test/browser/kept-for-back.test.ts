import { after, test } from 'node:test'
import { someoneLoggedIn } from '../features/appointments/support.ts'
import { aPortal } from '../support/portal.ts'
import { DESKTOP, openLoggedIn } from './logged-in.ts'

const portal = await aPortal()
after(() => portal.close())

test('a page kept for Back is asked for anew, and not left empty, where nobody can say whose it is', async t => {
  const { address, browser } = await someoneLoggedIn(portal)
  const { page } = await openLoggedIn(t, portal, browser, DESKTOP)
  await page.goto(portal.url + address)
  await page.route('**/stay-logged-in', route => route.abort())
  const loaded = page.waitForEvent('load')
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
  await loaded
  await page.locator('h1').waitFor()
})
