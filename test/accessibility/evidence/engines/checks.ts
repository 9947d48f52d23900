import { becomes, type Window } from './engine.ts'

/** Looks at the state that the window shows, and leaves it as it was. Answers what is wrong. */
export type EngineCheck = (window: Window) => Promise<string[]>

/** On both sides of each width at which the layout changes, and the narrowest that people have. */
const WIDTHS = [240, 320, 390, 641, 700, 768, 1280]

/** No script fails, and nothing is refused or missing. */
const noErrors: EngineCheck = window => window.run(() => globalThis.watched.errors, null)

const noSidewaysScroll: EngineCheck = async window => {
  const faults: string[] = []
  for (const width of WIDTHS) {
    await window.resize(width)
    if (!(await becomes(window, expected => innerWidth === expected, width)))
      throw new Error(`The window cannot be ${width} wide`)
    const wide = await window.run(() => {
      const { clientWidth, scrollWidth } = document.documentElement
      return scrollWidth > clientWidth ? scrollWidth : undefined
    }, null)
    if (wide) faults.push(`the page is ${wide} wide on a screen of ${width}`)
  }
  return faults
}

/** Enter presses every link and button, Space presses everything that says it is a button and each choice. */
const keysPress: EngineCheck = async window => {
  const faults: string[] = []
  const controls = await window.run(findControls, null)
  for (const [index, { enter, space, words }] of controls.entries()) {
    const keys = [...(enter ? (['Enter'] as const) : []), ...(space ? (['Space'] as const) : [])]
    for (const key of keys) {
      await window.run(focusOn, index)
      await window.press(key)
      if (!(await window.run(isPressed, index))) faults.push(`${key} does not press “${words}”`)
    }
  }
  return faults
}

/** Tab comes to everything that can be pressed, and what it comes to looks different from before. */
const focusIsSeen: EngineCheck = async window => {
  const controls = await window.run(findControls, null)
  const before = await window.run(lookOfEach, null)
  const met = new Set<number>()
  const faults: string[] = []
  await window.run(startAtTop, null)
  for (let presses = 0; presses <= controls.length && met.size < controls.length; presses++) {
    await window.press('Tab')
    const index = await window.run(whereFocusIs, null)
    const control = controls[index]
    if (!control || met.has(index)) continue
    met.add(index)
    const look = (await window.run(lookOfEach, null))[index]
    if (look === before[index]) faults.push(`the focus on “${control.words}” cannot be seen`)
  }
  const missed = controls.filter(({ tab }, index) => tab && !met.has(index))
  return [...faults, ...missed.map(({ words }) => `Tab does not come to “${words}”`)]
}

export const engineChecks: Record<string, EngineCheck> = {
  'no script fails': noErrors,
  'keys press links and buttons': keysPress,
  'the focus is seen': focusIsSeen,
  'no sideways scroll': noSidewaysScroll,
}

/** Runs in the page, as those below do. Keeps the controls by number. */
function findControls() {
  const all = document.querySelectorAll<HTMLElement>(
    'a[href], button, [role=button], summary, input:not([type=hidden]), textarea, select',
  )
  const shown = [...all].filter(each => each.checkVisibility() && !each.matches(':disabled'))
  globalThis.watched.controls = shown
  const isFirst = (choice: HTMLInputElement) =>
    shown.find(each => each.matches('[type=radio]') && (each as HTMLInputElement).name === choice.name) ===
    choice
  return shown.map(each => {
    const choice = each.matches('[type=radio], [type=checkbox]')
    const button = each.matches('button, [role=button], summary')
    const words = (each as HTMLInputElement).labels?.[0]?.textContent ?? each.textContent
    return {
      words: words.replaceAll(/\s+/g, ' ').trim().slice(0, 60),
      enter: button || each.matches('a'),
      space: button || choice,
      tab: !each.matches('[type=radio]') || isFirst(each as HTMLInputElement),
    }
  })
}

function focusOn(index: number) {
  globalThis.watched.pressed = []
  globalThis.watched.controls[index]?.focus()
}

function isPressed(index: number): boolean {
  const control = globalThis.watched.controls[index]
  return globalThis.watched.pressed.some(each => control?.contains(each))
}

function whereFocusIs(): number {
  return globalThis.watched.controls.indexOf(document.activeElement as HTMLElement)
}

function lookOfEach(): string[] {
  return globalThis.watched.controls.map(each =>
    [each, each.nextElementSibling, each.parentElement]
      .flatMap(one => (one ? [null, '::before', '::after'].map(part => getComputedStyle(one, part)) : []))
      .map(s =>
        [s.outline, s.boxShadow, s.backgroundColor, s.borderColor, s.borderWidth, s.textDecoration].join(),
      )
      .join('\n'),
  )
}

/** A script may have put the focus somewhere. */
function startAtTop() {
  ;(document.activeElement as HTMLElement | null)?.blur()
  getSelection()?.removeAllRanges()
  document.body.tabIndex = -1
  document.body.focus()
  document.body.removeAttribute('tabindex')
}
