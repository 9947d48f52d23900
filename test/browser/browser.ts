import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, type TestContext } from 'node:test'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { launchChromium } from './chromium.ts'

/** How somebody looks at the portal. */
export interface Way {
  name: string
  scripts: boolean
  styles?: false
  viewport: { width: number; height: number }
  userAgent?: string
}

const SCREENS = { 'a phone': { width: 320, height: 640 }, 'a desktop': { width: 1280, height: 900 } }

export const WAYS: readonly Way[] = Object.entries(SCREENS).flatMap(([screen, viewport]) => [
  { name: `on ${screen}`, scripts: true, viewport },
  { name: `on ${screen} without scripts`, scripts: false, viewport },
])

/** And as when the stylesheets did not arrive. */
export const EVERY_WAY: readonly Way[] = [
  ...WAYS,
  { name: 'on a phone without CSS', scripts: true, styles: false, viewport: SCREENS['a phone'] },
]

/** Enough where scripts and width make no difference to each other. */
export const TWO_WAYS = WAYS.filter(({ name, scripts }) => scripts === name.includes('desktop'))

/** Somebody at a browser that remembers nobody. */
export interface Visitor {
  way: Way
  page: Page
  context: BrowserContext
  /** What the browser complained of: errors of scripts, refusals by the content security policy, files not found. */
  complaints: string[]
  /** How the portal answered the page now shown. */
  status: number
  insideNhsApp: boolean
}

export async function openBrowser(t: TestContext, way: Way): Promise<Visitor> {
  const { scripts, viewport, userAgent } = way
  const context = await (await browser()).newContext({
    javaScriptEnabled: scripts,
    viewport,
    locale: 'en-GB',
    ...(userAgent ? { userAgent } : {}),
  })
  context.setDefaultTimeout(60_000)
  if (way.styles === false)
    await context.route(/\.css$/, route => route.fulfill({ contentType: 'text/css', body: '' }))
  const visitor: Visitor = {
    way,
    context,
    page: await context.newPage(),
    complaints: [],
    status: 0,
    insideNhsApp: Boolean(userAgent),
  }
  context.on('weberror', error => visitor.complaints.push(String(error.error())))
  context.on('console', message => {
    if (message.type() !== 'error' || isExpected(message.text(), message.location().url)) return
    visitor.complaints.push(`${message.text()} ${message.location().url}`)
  })
  context.on('response', response => {
    if (response.request().isNavigationRequest()) visitor.status = response.status()
  })
  t.after(async () => {
    if (!t.passed) t.diagnostic(`see ${await screenshots(t, context)}`)
    await context.close()
  })
  return visitor
}

/** Presses the first button or link of that name, or the one given, and waits for the page it leads to. */
export async function press({ page }: Visitor, target: string | Locator): Promise<void> {
  const loaded = page.waitForEvent('load')
  await (typeof target === 'string' ? named(page, target) : target).click()
  await loaded
}

function named(page: Page, name: string): Locator {
  const button = page.getByRole('button', { name, exact: true })
  return button.or(page.getByRole('link', { name, exact: true })).first()
}

/** A status other than 200 is an error to the console; and no test reaches the web, where the NHS font is. */
function isExpected(text: string, url: string): boolean {
  const { origin, pathname } = new URL(url || 'about:blank')
  if (origin === 'https://assets.nhs.uk') return text.startsWith('Failed to load resource: net::')
  return text.startsWith('Failed to load resource: the server responded') && !pathname.startsWith('/assets/')
}

async function screenshots(t: TestContext, context: BrowserContext): Promise<string> {
  const folder = join(tmpdir(), 'patient-portal-browser-tests')
  await mkdir(folder, { recursive: true })
  const name = join(folder, t.fullName.replaceAll(/\W+/g, '-'))
  for (const [index, page] of context.pages().entries())
    await page.screenshot({ path: `${name}-${index + 1}.png`, fullPage: true })
  return `${name}-*.png`
}

let opened: Promise<Browser> | undefined

function browser(): Promise<Browser> {
  opened ??= launchChromium()
  return opened
}

after(async () => (await opened)?.close())
