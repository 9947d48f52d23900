import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { BrowserContext, Page } from 'playwright-core'

/** WCAG 2.2 A and AA, and what axe calls best practices. */
export const AXE_RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const script = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/** Every page of the context has axe from its start: sending it to each page takes as long as its rules. */
export async function provideAxe(context: BrowserContext): Promise<void> {
  await context.addInitScript(script)
}

/** For a page that was opened with scripts off, or before {@link provideAxe}. */
export async function ensureAxe(page: Page): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(script)
}
