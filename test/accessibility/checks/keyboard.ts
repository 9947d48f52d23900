import type { EngineCheck, EnginePage, PageCheck } from './check.ts'
import { pressKeys, TAB } from './press-keys.ts'

interface Stop {
  words: string
  order: number
  top: number
  bottom: number
  covered: boolean
  visible: boolean
}

/**
 * Pressed again and again, the Tab key comes to everything that can be pressed or filled in, in the order of the page
 * and never upwards, shows where it is, and leaves what it comes to uncovered.
 */
export const keyboard: PageCheck = page =>
  tabThrough(page, presses => pressKeys(page, Array(presses).fill(TAB)))

/** The same in browsers without Chromium's developer tools, which takes longer. */
export const keyboardOneByOne: EngineCheck = page =>
  tabThrough(page, async presses => {
    for (let pressed = 0; pressed < presses; pressed++) await page.keyboard.press('Tab')
  })

async function tabThrough(page: EnginePage, press: (presses: number) => Promise<void>): Promise<string[]> {
  const expected = await page.evaluate(watch)
  await press(expected + 1)
  const { missed, stops } = await page.evaluate(() => {
    const { endWatch } = globalThis as unknown as { endWatch(): { missed: string[]; stops: Stop[] } }
    return endWatch()
  })
  const faults = missed.map(words => `Tab does not come to “${words}”`)
  for (const [index, stop] of stops.entries()) {
    const before = stops[index - 1]
    if (!stop.visible) faults.push(`the focus on “${stop.words}” cannot be seen`)
    if (stop.covered) faults.push(`“${stop.words}” is covered when the focus is on it`)
    if (before && stop.order < before.order) faults.push(`“${stop.words}” comes after “${before.words}”`)
    if (before && stop.bottom <= before.top)
      faults.push(`from “${before.words}” the focus jumps up to “${stop.words}”`)
  }
  return faults
}

/** Runs in the page. Looks at each stop as the next Tab is pressed: by then it is drawn and scrolled to. */
function watch(): number {
  const all = [
    ...document.querySelectorAll<HTMLElement>(
      'a[href], button, input, select, textarea, summary, [tabindex="0"]',
    ),
  ]
  const reached = (each: HTMLElement) => {
    if (each.matches(':disabled, [type=hidden]') || !each.checkVisibility()) return false
    if (!(each instanceof HTMLInputElement) || each.type !== 'radio') return true
    const group = document.getElementsByName(each.name) as NodeListOf<HTMLInputElement>
    return [...group].some(radio => radio.checked) ? each.checked : group[0] === each
  }
  const tabbable = all.filter(reached)
  const words = (each: Element) =>
    ((each as HTMLInputElement).labels?.[0]?.textContent ?? each.textContent)
      .replaceAll(/\s+/g, ' ')
      .trim()
      .slice(0, 60)
  const looks = (each: Element) =>
    [each, each.nextElementSibling, each.parentElement]
      .flatMap(one => (one ? [null, '::before', '::after'].map(part => getComputedStyle(one, part)) : []))
      .map(s =>
        [s.outline, s.boxShadow, s.backgroundColor, s.borderColor, s.borderWidth, s.textDecoration].join(),
      )
      .join('\n')
  const stops: { element: HTMLElement; focused: string; top: number; bottom: number; covered: boolean }[] = []
  const note = () => {
    const element = document.activeElement as HTMLElement
    if (!element || element === document.body || stops.some(each => each.element === element)) return
    const { bottom, height, left, top, width } = element.getBoundingClientRect()
    // Firefox does not scroll to what is partly in the window: looked at is what can be seen of it.
    const middle = Math.min(top + Math.min(height, 40) / 2, innerHeight - 1)
    const at = document.elementFromPoint(left + width / 2, middle)
    const own =
      at &&
      (element.contains(at) ||
        at.contains(element) ||
        [...((element as HTMLInputElement).labels ?? [])].some(label => label.contains(at)))
    stops.push({
      element,
      focused: looks(element),
      top: top + scrollY,
      bottom: bottom + scrollY,
      covered: !own,
    })
  }
  addEventListener('keydown', note)
  // A script may have put the focus somewhere: from the top all is met.
  ;(document.activeElement as HTMLElement | null)?.blur()
  getSelection()?.removeAllRanges()
  document.body.tabIndex = -1
  document.body.focus()
  document.body.removeAttribute('tabindex')
  Object.assign(globalThis, {
    endWatch() {
      removeEventListener('keydown', note)
      note()
      ;(document.activeElement as HTMLElement | null)?.blur()
      return {
        missed: tabbable.filter(each => !stops.some(stop => stop.element === each)).map(words),
        stops: stops.map(({ element, focused, ...where }) => ({
          ...where,
          words: words(element),
          order: all.indexOf(element),
          visible: looks(element) !== focused,
        })),
      }
    },
  })
  return tabbable.length
}
