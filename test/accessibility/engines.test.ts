import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { launchChromium } from '../browser/chromium.ts'
import { startDemonstration } from '../support/demonstration.ts'
import { checkNames } from './battery.ts'
import { backAndForward } from './evidence/engines/back-and-forward.ts'
import { engineChecks } from './evidence/engines/engine-checks.ts'
import { statesOfTemplates } from './evidence/engines/engines.ts'

/** What `npm run evidence` does in other engines, as far as it can be tested without them. */

const demonstration = await startDemonstration({ after })
const browser = await launchChromium()
after(() => browser.close())

test('a patient goes back and forward, and after they log out Back shows nothing of them', async () => {
  assert.deepEqual(await backAndForward(await browser.newPage(), demonstration), [])
})

test('the checks made in other engines are those of the battery', () => {
  const names = Object.values(engineChecks).flatMap(Object.keys)
  assert.ok(names.length >= 10)
  assert.deepEqual(
    names.filter(each => !checkNames.includes(each)),
    [],
  )
})

test('they look at one state of each page', () => {
  const pages = statesOfTemplates.map(({ page }) => page)
  assert.equal(new Set(pages).size, pages.length)
  assert.ok(pages.length >= 30)
})
