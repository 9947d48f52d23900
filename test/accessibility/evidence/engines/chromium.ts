import { launchChromium } from '../../../browser/chromium.ts'
import type { Engine, Window } from './engine.ts'

/** It is always there: see test/browser/chromium.ts. */
export const chromium: Engine = {
  name: 'Chromium',
  packages: 'chromium',
  isInstalled: () => true,
  open: openChromium,
}

async function openChromium(): Promise<Window> {
  const browser = await launchChromium()
  const page = await browser.newPage({ locale: 'en-GB' })
  const run = page.evaluate.bind(page) as unknown as Window['run']
  return {
    version: `Chromium ${browser.version()}`,
    run,
    async open(url) {
      await page.goto(url)
    },
    press: key => page.keyboard.press(key),
    async back() {
      await page.goBack()
    },
    async forward() {
      await page.goForward()
    },
    resize: width => page.setViewportSize({ width, height: 900 }),
    close: () => browser.close(),
  }
}
