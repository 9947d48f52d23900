import { DESKTOP, type PageCheck, SPACING, withStyles } from './check.ts'
import { tooWide } from './too-wide.ts'

/** From the narrowest watch to a desktop: both sides of every width at which a style sheet changes the page. */
export const WIDTHS = [240, 320, 390, 640, 641, 700, 768, 769, 1023, 1024, 1280]

/** At no width is anything scrolled sideways, nor with the spacing of WCAG 2.2, 1.4.12. */
export const widths: PageCheck = async page => {
  const atEach = async () => {
    const faults: string[] = []
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 })
      faults.push(...(await page.evaluate(tooWide)))
    }
    return faults
  }
  const plain = await atEach()
  const spaced = await withStyles(page, SPACING, atEach)
  await page.setViewportSize(DESKTOP)
  return [...plain, ...spaced.map(each => `with more space in the text ${each}`)]
}

/** Where the reader made all letters twice as large, a phone shows the page without scrolling sideways. */
export const largeLetters: PageCheck = async page => {
  const devTools = await page.context().newCDPSession(page)
  const letters = (standard: number) =>
    devTools.send('Page.setFontSizes', { fontSizes: { standard, fixed: standard } })
  await letters(32)
  const faults: string[] = []
  for (const width of [240, 320, 390]) {
    await page.setViewportSize({ width, height: 900 })
    faults.push(...(await page.evaluate(tooWide)))
  }
  await letters(16)
  await devTools.detach()
  await page.setViewportSize(DESKTOP)
  return faults
}
