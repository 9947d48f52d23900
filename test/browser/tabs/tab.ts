import type { Page, Response } from 'playwright-core'
import { HOME, type Shown } from './model.ts'

/** One tab of the browser: where it may arrive, and the session whose page it shows, if its script watches one. */
export interface Tab {
  page: Page
  number: number
  ends: Set<string>
  mark: number | undefined
  /** When the script of the page asks the portal whether its session goes on. */
  asksAt: Temporal.Instant | undefined
  /** Without scripts: where the page goes by itself, and when. */
  leaves: { at: Temporal.Instant; to: string } | undefined
}

/** What stands in a tab. */
export interface Seen {
  shown: Shown | undefined
  title: string
  words: string
  address: string
  /** Where the way on leads from a page that says what to do. Empty where there is none, or it is a form. */
  wayOn: string
  hasForm: boolean
  /** A warning lies over the page: nothing else can be pressed. */
  isWarned: boolean
  /** As in `<meta http-equiv="refresh">`, which browsers without scripts read. */
  refresh: string
  canLogOut: boolean
  isPatients: boolean
  insideNhsApp: boolean
}

export const WAY_ON = [
  'main a[href^="/patient-portal/log-in"]',
  'main a.nhsuk-button[href^="/patient-portal"]',
  `main a[href="${HOME}"]`,
].join()

/** The page that asks without scripts has this form. */
export const STAY = 'main form:not([action])'

export const LOG_OUT = 'form[action="/patient-portal/log-out"] button, a[href="/patient-portal/log-out"]'

/** Waits until the tab shows something, and reads it. */
export async function look({ page, ends }: Tab, portalUrl: string): Promise<Seen> {
  await page.locator('h1').first().waitFor()
  const seen = await page.evaluate(
    ([wayOn = '', logOut = '', stay = '']) => ({
      title: document.querySelector('h1')?.textContent?.trim() ?? '',
      words: document.body.innerText,
      wayOn: document.querySelector(wayOn)?.getAttribute('href') ?? '',
      hasForm: document.querySelector(stay) !== null,
      isWarned: document.querySelector('dialog[open]') !== null,
      refresh: document.querySelector('meta[http-equiv=refresh]')?.getAttribute('content') ?? '',
      canLogOut: document.querySelector(logOut) !== null,
      isPatients: document.querySelector('#time-limit') !== null,
      insideNhsApp: document.querySelector('.app-inside-nhs-app') !== null,
    }),
    [WAY_ON, LOG_OUT, STAY],
  )
  const url = new URL(page.url())
  const address = url.origin === portalUrl ? withoutNhsApp(url) : url.origin
  return { ...seen, address, shown: shownAt(address, ends, portalUrl, url.origin) }
}

/** Presses something, and waits for the page that it leads to. */
export async function press({ page }: Pick<Tab, 'page'>, selector: string): Promise<void> {
  const loaded = page.waitForEvent('domcontentloaded')
  await page.locator(selector).first().click()
  await loaded
}

/** Goes back or forward. Says whether the browser had kept the page, or there was none. */
export async function moves(
  { page }: Tab,
  where: 'goBack' | 'goForward',
): Promise<'nowhere' | 'kept' | 'loaded'> {
  let isLoaded = false
  const listen = (response: Response) => {
    if (response.request().isNavigationRequest()) isLoaded = true
  }
  page.on('response', listen)
  const isSamePage = () => page.evaluate(() => document.documentElement.hasAttribute('data-left'))
  await page.evaluate(() => document.documentElement.setAttribute('data-left', ''))
  await page[where]({ waitUntil: 'domcontentloaded' })
  const isSame = await isSamePage()
  await page.evaluate(() => document.documentElement.removeAttribute('data-left'))
  page.off('response', listen)
  if (isSame) return 'nowhere'
  return isLoaded ? 'loaded' : 'kept'
}

/** At NHS login, the log-in that the tab is in the middle of. */
export const stateOf = ({ page }: Tab) => new URL(page.url()).searchParams.get('state') ?? ''

function shownAt(address: string, ends: Set<string>, portalUrl: string, origin: string): Shown | undefined {
  if (origin !== portalUrl) return 'NHS login'
  if (ends.has(address)) return 'own page'
  const path = address.split('?')[0]?.split('/').at(-1)
  return PAGES.find(page => page === path)
}

/** Those that the end of the address tells. */
const PAGES: readonly Shown[] = [
  ...(['log-in', 'log-out', 'logged-out', 'still-there', 'timed-out', 'cannot-show'] as const),
  ...(['no-consent', 'nhs-app', 'start-again', 'try-again'] as const),
]

export const EVERY_PAGE: readonly Shown[] = ['own page', 'NHS login', ...PAGES]

/** A page for anyone keeps what the NHS App added to its address. */
function withoutNhsApp({ pathname, searchParams }: URL): string {
  const own = new URLSearchParams(searchParams)
  for (const name of ['from', 'trackingId']) own.delete(name)
  return own.size > 0 ? `${pathname}?${own}` : pathname
}
