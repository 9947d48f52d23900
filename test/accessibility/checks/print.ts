import { oneLine, type PageCheck } from './check.ts'

/**
 * On paper are the same words, over its whole width, in ink that shows without the backgrounds, which browsers do not
 * print. Nothing is there that only a screen can use, a heading is not the last line of a page, and the address of another
 * website stands beside its link.
 */
export const print: PageCheck = async page => {
  // What only a screen can use, and what stands around the page.
  const words = (onPaper: boolean) => page.evaluate(textOf, onPaper)
  const onScreen = oneLine(await words(false))
  await page.emulateMedia({ media: 'print' })
  // A4 less its margins, at 96 pixels to the inch.
  await page.setViewportSize({ width: 718, height: 1000 })
  const faults = await page.evaluate(wrongOnPaper)
  const onPaper = oneLine(await words(true))
  await page.emulateMedia({ media: 'screen' })
  await page.setViewportSize({ width: 1280, height: 900 })
  return onPaper === onScreen ? faults : [...faults, 'words of the page are not printed']
}

/** Runs in the page: what is shown in the main part; on a screen without what is for screens only. */
function textOf(onPaper: boolean): string {
  const main = document.querySelector<HTMLElement>('main')
  const walk = document.createTreeWalker(main ?? document.body, NodeFilter.SHOW_TEXT)
  const words: string[] = []
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const element = node.parentElement
    const forScreens = element?.closest(
      'nav, button, dialog, .nhsuk-button-group, .nhsuk-summary-list__actions, .nhsuk-button, .app-screen-only',
    )
    if (element?.checkVisibility() && (onPaper || !forScreens)) words.push(node.textContent ?? '')
  }
  return words.join(' ')
}

/** Runs in the page. */
function wrongOnPaper(): string[] {
  const said = (each: Node | null) => (each?.textContent ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, 60)
  const shown = (selector: string) =>
    [...document.querySelectorAll<HTMLElement>(selector)].filter(each => each.checkVisibility())
  const after = (each: Element) => getComputedStyle(each, '::after').content
  const texts = shown('main *').flatMap(each =>
    each.closest('.nhsuk-u-visually-hidden')
      ? []
      : [...each.childNodes]
          .filter(node => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
          .map(text => ({ each, text })),
  )
  const pale = texts.filter(({ each }) => {
    const { color, printColorAdjust } = getComputedStyle(each)
    const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map(Number)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 140 && printColorAdjust !== 'exact'
  })
  const wide = texts.filter(({ text }) => {
    const range = document.createRange()
    range.selectNodeContents(text)
    return range.getBoundingClientRect().right > innerWidth + 1
  })
  const pressed = shown('button, nav, header, footer, dialog, .nhsuk-button, .nhsuk-skip-link')
  const ways = shown('main p > a[href^="/"], main p > a[href*="/maps/"]').filter(
    each => said(each) === said(each.parentElement),
  )
  const lonely = shown('h1, h2, h3, legend').filter(each => getComputedStyle(each).breakAfter !== 'avoid')
  const narrow = shown('main p').filter(
    each => each.parentElement?.matches('[class*=column]') && each.offsetWidth < innerWidth * 0.95,
  )
  return [
    ...shown('main a:not([href^="http"])')
      .filter(each => after(each) !== 'none')
      .map(each => `where “${said(each)}” leads would be printed`),
    ...shown('main a[href^="http"]')
      .filter(each => !after(each).includes('('))
      .map(each => `where “${said(each)}” leads would not be printed`),
    ...[...pressed, ...ways].map(each => `“${said(each)}” is of no use on paper`),
    ...lonely.map(each => `“${said(each)}” may be the last line of a page`),
    ...narrow.slice(0, 1).map(each => `“${said(each)}” does not have the whole width of the paper`),
    ...pale.map(({ text }) => `“${said(text)}” would be printed too pale to read`),
    ...wide.map(({ text }) => `“${said(text)}” does not fit on the paper`),
  ]
}
