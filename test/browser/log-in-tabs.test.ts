import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openBrowser } from './browser.ts'
import { DESKTOP } from './logged-in.ts'
import { randomTabs } from './tabs/random-tabs.ts'
import { LOG_OUT, press, WAY_ON } from './tabs/tab.ts'
import { aWorld } from './tabs/world.ts'

/*
 * Log-ins in a real browser, in any number of tabs, with the issuer and the pages of NHS login on origins of their own.
 * `SEED=7 node --test <this file>` repeats one order of steps; `SEED=1-200` tries many.
 */

const world = await aWorld()
const { pages, portal } = world
after(() => world.close())

test('NHS login is on three origins', () => {
  assert.equal(new Set([portal.url, portal.nhsLogin.issuer, ...pages.origins]).size, 4)
})

test('a patient logs in over three origins, and logs out', async t => {
  const { complaints, page } = await openBrowser(t, DESKTOP)
  const address = String(world.targets.at(-1))
  const heading = page.locator('h1')
  // The page is not waited for as a whole: without the network its font does not arrive.
  await page.goto(portal.url + address, { waitUntil: 'domcontentloaded' })
  await press({ page }, WAY_ON)
  assert.equal(await heading.textContent(), 'Who are you?')
  await press({ page }, 'button[value="Maria"]')
  assert.equal(page.url(), portal.url + address)
  assert.match(await page.locator('body').innerText(), /Maria/)
  await press({ page }, LOG_OUT)
  assert.equal(await heading.textContent(), 'You have logged out')
  assert.deepEqual(complaints, [])
})

/** In 1 and 2 several tabs wait at NHS login at once; 12 is with scripts. */
const seeds = (process.env.SEED ?? '1,2,12').split(',').flatMap(range => {
  const [first = 1, last = first] = range.split('-').map(Number)
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
})

for (const seed of seeds)
  test(`every tab ends on its own page or one that says what to do, in a random order (seed ${seed})`, t =>
    randomTabs(t, world, seed))
