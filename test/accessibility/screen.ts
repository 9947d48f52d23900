import type { Browser, Page } from 'playwright-core'
import { provideAxe } from '../browser/axe.ts'
import { DESKTOP } from './checks/check.ts'
import type { Shown } from './visitor.ts'

/** Shows what a visitor was sent in a real browser, exactly as it was sent, at its own address. */
export class Screen {
  readonly page: Page
  /** What the browser minded: errors of scripts, refusals by the content security policy, files not found. */
  readonly complaints: string[] = []
  #shown: Shown | undefined

  private constructor(page: Page) {
    this.page = page
  }

  static async open(browser: Browser, userAgent?: string): Promise<Screen> {
    const context = await browser.newContext({
      viewport: DESKTOP,
      locale: 'en-GB',
      // What was not fetched over the network counts as coming from afar, and may not fetch the NHS App's script from here.
      permissions: ['local-network-access'],
      ...(userAgent ? { userAgent } : {}),
    })
    await provideAxe(context)
    const screen = new Screen(await context.newPage())
    context.on('weberror', error => screen.complaints.push(String(error.error())))
    context.on('console', message => {
      const { url } = message.location()
      const ofFont = url.startsWith('https://assets.nhs.uk/')
      const ofStatus = url === screen.#shown?.url && message.text().startsWith('Failed to load resource')
      if (message.type() === 'error' && !ofFont && !ofStatus)
        screen.complaints.push(`${message.text()} ${url}`)
    })
    await context.route(
      url => url.href === screen.#shown?.url,
      async route => {
        const { headers, html, status } = screen.#shown as Shown
        const { 'content-encoding': _, 'content-length': __, 'set-cookie': ___, ...sent } = headers
        await route.fulfill({ status, headers: sent, body: html })
      },
    )
    return screen
  }

  async show(shown: Shown): Promise<Page> {
    this.#shown = shown
    await this.page.goto(shown.url)
    return this.page
  }

  async close(): Promise<void> {
    await this.page.context().close()
  }
}
