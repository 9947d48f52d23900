import { DESKTOP, type EngineCheck, type EnginePage, oneLine, PHONE, SPACING, withStyles } from './check.ts'
import { tooWide } from './too-wide.ts'

/** At 320 CSS pixels, and so at 400%, nothing is scrolled sideways, cut off, drawn over or left out. */
export const reflow: EngineCheck = async page => {
  const words = await wordsOf(page)
  await page.setViewportSize(PHONE)
  const faults = [...(await page.evaluate(tooWide)), ...(await page.evaluate(crowded))]
  if ((await wordsOf(page)) !== words) faults.push('words of the page are not shown')
  await page.setViewportSize(DESKTOP)
  return faults
}

/** With the spacing of WCAG 2.2, 1.4.12, wide and narrow, nothing is cut off or drawn over. */
export const textSpacing: EngineCheck = page =>
  withStyles(page, SPACING, async () => {
    const wide = await page.evaluate(crowded)
    await page.setViewportSize(PHONE)
    const narrow = [...(await page.evaluate(tooWide)), ...(await page.evaluate(crowded))]
    await page.setViewportSize(DESKTOP)
    return [...new Set([...wide, ...narrow])]
  })

async function wordsOf(page: EnginePage): Promise<string> {
  return oneLine(await page.evaluate(() => document.querySelector('main')?.innerText ?? '')).toLowerCase()
}

/** Runs in the page: what is cut off, or drawn over something else. */
function crowded(): string[] {
  const faults: string[] = []
  const said = (node: Node) => (node.textContent ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, 60)
  const texts: { node: Node; box: DOMRect }[] = []
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const element = node.parentElement
    if (
      !element ||
      !said(node) ||
      !element.checkVisibility() ||
      element.closest('.nhsuk-u-visually-hidden, .nhsuk-skip-link')
    )
      continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const box of range.getClientRects()) texts.push({ node, box })
    for (let box: Element | null = element; box; box = box.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(box)
      const cutX = overflowX !== 'visible' && box.scrollWidth > box.clientWidth + 1
      const cutY = ['hidden', 'clip'].includes(overflowY) && box.scrollHeight > box.clientHeight + 1
      if (box !== document.documentElement && (cutX || cutY)) faults.push(`“${said(node)}” is cut off`)
    }
  }
  for (const [index, { node, box }] of texts.entries())
    for (const other of texts.slice(index + 1)) {
      if (other.node === node) continue
      const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left)
      const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top)
      if (across > 2 && down > Math.min(box.height, other.box.height) / 2)
        faults.push(`“${said(other.node)}” is drawn over “${said(node)}”`)
    }
  return [...new Set(faults)]
}
