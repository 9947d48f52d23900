import type { Page } from 'playwright-core'
import type { Shown } from '../visitor.ts'

/** Looks at what was sent, without a browser. Answers what is wrong, nothing when all is well. */
export type HtmlCheck = (shown: Shown) => string[] | Promise<string[]>

/** Looks at a page that a browser shows 1280 CSS pixels wide, with scripts, and leaves it as it was. */
export type PageCheck = (page: Page, shown: Shown) => Promise<string[]>

/** What every browser can do. Playwright's Page has it, and so has a browser that only WebDriver can drive. */
export interface EnginePage {
  evaluate: Page['evaluate']
  setViewportSize: Page['setViewportSize']
  goto(url: string): Promise<unknown>
  keyboard: { press(key: string): Promise<void> }
}

/** A PageCheck that needs nothing but that, and so runs in every browser. */
export type EngineCheck = (page: EnginePage, shown: Shown) => Promise<string[]>

export const DESKTOP = { width: 1280, height: 900 }
/** 320 CSS pixels, which is also 1280 at 400%: WCAG 2.2, 1.4.10. */
export const PHONE = { width: 320, height: 256 }

/** WCAG 2.2, 1.4.12. */
export const SPACING = `
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }
`

/** Styles of the examiner's own. They are no part of the page, so its content security policy does not mind them. */
export async function withStyles<Result>(
  page: EnginePage,
  css: string,
  look: () => Promise<Result>,
): Promise<Result> {
  await page.evaluate(text => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    document.adoptedStyleSheets = [sheet]
  }, css)
  const result = await look()
  await page.evaluate(() => {
    document.adoptedStyleSheets = []
  })
  return result
}

export const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
