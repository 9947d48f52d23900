import type { Page } from 'playwright-core'
import { launchChromium } from '../browser/chromium.ts'

/** 400 kbps each way, 400 ms latency: Chromium's own throttle, and a processor slowed 6 times. */
const NETWORK = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 }
const SLOWER = 6

export interface Visit {
  /** Milliseconds from the click until text could be read, and until everything was there. */
  readable: number
  loaded: number
  /** Cumulative layout shift. */
  shift: number
}

/**
 * A phone that is slow in every way follows a link to the appointment page: the first time nothing is kept but the
 * cookie, the second time the files are. The page is measured by the phone's own clock, from the click.
 */
export async function onThrottledPhone(url: string, path: string, cookie: string) {
  const browser = await launchChromium()
  try {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 } })
    const [name = '', value = ''] = cookie.split(/=(.*)/)
    await context.addCookies([{ name, value, url }])
    const page = await context.newPage()
    const devTools = await context.newCDPSession(page)
    await devTools.send('Network.enable')
    await devTools.send('Network.emulateNetworkConditions', NETWORK)
    await devTools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    const visit = async () => {
      await page.setContent(`<a href="${url}${path}">Open</a>`)
      const loaded = page.waitForEvent('load')
      await page.click('a')
      await loaded
      await page.waitForTimeout(1000)
      return measured(page)
    }
    return { first: await visit(), again: await visit() }
  } finally {
    await browser.close()
  }
}

function measured(page: Page): Promise<Visit> {
  return page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    const paint = performance.getEntriesByName('first-contentful-paint')[0]
    const shifts = new PerformanceObserver(() => {})
    shifts.observe({ type: 'layout-shift', buffered: true })
    const shift = shifts
      .takeRecords()
      .reduce((sum, each) => sum + (each as unknown as { value: number }).value, 0)
    return { readable: paint?.startTime ?? Number.NaN, loaded: navigation?.loadEventEnd ?? Number.NaN, shift }
  })
}
