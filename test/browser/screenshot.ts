import { stat, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { loadConfig } from '../../src/config/config.ts'
import { startPortal } from '../../src/portal.ts'
import { createLog } from '../../src/shared/log.ts'
import { launchChromium } from './chromium.ts'

/**
 * `npm run screenshot`: the picture in the README, three pages of the demonstration side by side as a phone shows them.
 * The day is fixed, so that the picture changes only when the pages do.
 */

const PICTURE = fileURLToPath(new URL('../../docs/images/portal.png', import.meta.url))
const SCREEN = { width: 360, height: 740 }
const TODAY = Temporal.Instant.from('2026-06-15T09:00Z')

const config = loadConfig({
  PORT: '0',
  SIMULATOR_PORT: '0',
  DATABASE_URL: 'sqlite::memory:',
  LOG_LEVEL: 'silent',
})
const portal = await startPortal(config, { clock: { now: () => TODAY }, log: createLog('silent') })
const browser = await launchChromium()
try {
  const context = await browser.newContext({ viewport: SCREEN, locale: 'en-GB' })
  const page = await context.newPage()
  await logIn(page)
  const screens = [await screen(page)]
  await page.getByRole('link', { name: 'Cardiology (heart) appointment' }).first().click()
  screens.push(await screen(page))
  await page.getByRole('link', { name: 'Reschedule appointment' }).click()
  screens.push(await screen(page))
  await context.close()
  await writeFile(PICTURE, await sideBySide(screens))
} finally {
  await browser.close()
  await portal.close()
}
process.stdout.write(`Wrote ${PICTURE}, ${Math.round((await stat(PICTURE)).size / 1000)} KB.\n`)

async function logIn(page: Page): Promise<void> {
  await page.goto(`${portal.baseUrl}/patient-portal/log-in`)
  await page.getByRole('link', { name: 'Continue' }).click()
  await page.getByRole('button', { name: /^Amira Shah/ }).click()
  await page.waitForURL(`${portal.baseUrl}/patient-portal`)
}

async function screen(page: Page): Promise<Buffer> {
  await page.waitForLoadState('load')
  return page.screenshot()
}

/** The screens, each in a frame of its own, on white. */
async function sideBySide(screens: Buffer[]): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 } })
  const images = screens.map(png => `<img src="data:image/png;base64,${png.toString('base64')}">`)
  const style = `body { display: inline-flex; gap: 24px; margin: 0; padding: 24px; background: white }
    img { border: 1px solid #aeb7bd }`
  await page.setContent(`<style>${style}</style><body>${images.join('')}`)
  return page.locator('body').screenshot()
}
