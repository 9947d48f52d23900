import { DESKTOP, type EngineCheck, type EnginePage, type PageCheck, SPACING, withStyles } from './check.ts'
import { tooWide } from './too-wide.ts'

/** From the narrowest watch to a desktop: both sides of every width at which a style sheet changes the page. */
export const WIDTHS = [240, 310, 320, 390, 640, 641, 700, 768, 769, 1023, 1024, 1280]

/** At no width is anything scrolled sideways, nor with the spacing of WCAG 2.2, 1.4.12. */
export const widths: EngineCheck = async page => {
  const plain = await tooWideAt(page, WIDTHS)
  const spaced = await withStyles(page, SPACING, () => tooWideAt(page, WIDTHS))
  return [...plain, ...spaced.map(each => `with more space in the text ${each}`)]
}

/** Where the reader made all letters twice as large, a phone shows the page without scrolling sideways. */
export const onPhones: EngineCheck = page => tooWideAt(page, [240, 320, 390])

export const largeLetters: PageCheck = async (page, shown) => {
  const devTools = await page.context().newCDPSession(page)
  const letters = (standard: number) =>
    devTools.send('Page.setFontSizes', { fontSizes: { standard, fixed: standard } })
  await letters(32)
  const faults = await onPhones(page, shown)
  await letters(16)
  await devTools.detach()
  return faults
}

async function tooWideAt(page: EnginePage, widths: readonly number[]): Promise<string[]> {
  const faults: string[] = []
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    faults.push(...(await page.evaluate(tooWide)))
  }
  await page.setViewportSize(DESKTOP)
  return faults
}
