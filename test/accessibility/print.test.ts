import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { states } from '../../src/dev/catalogue/states.ts'
import { launchChromium } from '../browser/chromium.ts'
import { startDemonstration } from '../support/demonstration.ts'
import { bringAbout, nameOf, userAgentOf } from './catalogue.ts'
import { Screen } from './screen.ts'

/** What is said on paper is looked at in every state: see checks/print.ts. Here it is printed. */

const demonstration = await startDemonstration({ after })
const browser = await launchChromium()
after(() => browser.close())

const MARGIN = '12mm'
const PAPER = {
  format: 'A4',
  margin: { top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN },
}

/** A hospital's names of 300 letters need a second page. */
const LONG = 'very long names'

const shown = states.filter(({ page, state }) => page === 'appointments/view-appointment' && state !== LONG)

for (const state of shown)
  test(`it fits on one page of paper: ${nameOf(state)}`, async () => {
    const screen = await Screen.open(browser, userAgentOf(state))
    const page = await screen.show(await bringAbout(state, demonstration))
    const paper = await page.pdf(PAPER)
    await screen.close()
    const [, pages] = /\/Type\s*\/Pages[^>]*\/Count\s+(\d+)/.exec(paper.toString('latin1')) ?? []
    assert.equal(pages, '1')
  })
