import type { EngineCheck, PageCheck } from './check.ts'
import { ENTER, pressKeys, SPACE } from './press-keys.ts'

/** What says it is a button acts on Space and on Enter, a link on Enter, and a choice on Space. Nothing is followed. */
export const keys: PageCheck = async page => {
  const count = await page.evaluate(listen)
  // The page puts the focus on the next when Enter has come up.
  await pressKeys(page, Array.from({ length: count }, () => [SPACE, ENTER]).flat())
  return page.evaluate(notPressed)
}

/** The same in browsers without Chromium's developer tools, which takes longer. */
export const keysOneByOne: EngineCheck = async page => {
  const count = await page.evaluate(listen)
  for (let pressed = 0; pressed < count; pressed++) {
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
  }
  return page.evaluate(notPressed)
}

/** Runs in the page, as does what follows. */
function notPressed(): string[] {
  return (globalThis as unknown as { endListening(): string[] }).endListening()
}

/** Answers how many times both keys are to be pressed. */
function listen(): number {
  const BUTTON = 'button, summary, [role=button], input[type=submit], input[type=button]'
  const CHOICE = 'input[type=checkbox], input[type=radio]:not(:checked)'
  const acting = [
    ...document.querySelectorAll<HTMLElement>(`${BUTTON}, ${CHOICE}, a[href]:not([role=button])`),
  ].filter(each => !each.matches(':disabled') && each.checkVisibility())
  const acted = new Map<HTMLElement, Set<string>>()
  let at = 0
  let key = ''
  const noteKey = (event: KeyboardEvent) => {
    key = event.key === ' ' ? 'Space' : event.key
  }
  const noteClick = (event: Event) => {
    event.preventDefault()
    event.stopImmediatePropagation()
    const now = acting[at]
    if (now?.contains(event.target as Node)) acted.set(now, (acted.get(now) ?? new Set()).add(key))
  }
  const goOn = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    at++
    acting[at]?.focus()
  }
  addEventListener('keydown', noteKey, true)
  addEventListener('click', noteClick, true)
  addEventListener('keyup', goOn, true)
  acting[0]?.focus()
  Object.assign(globalThis, {
    endListening() {
      removeEventListener('keydown', noteKey, true)
      removeEventListener('click', noteClick, true)
      removeEventListener('keyup', goOn, true)
      ;(document.activeElement as HTMLElement | null)?.blur()
      scrollTo(0, 0)
      const wanted = (each: HTMLElement) => {
        if (each.matches(BUTTON)) return ['Space', 'Enter']
        return each.matches('a') ? ['Enter'] : ['Space']
      }
      return acting.flatMap(each =>
        wanted(each)
          .filter(key => !acted.get(each)?.has(key))
          .map(key => `${key} does nothing on “${(each.textContent || each.id).trim().slice(0, 60)}”`),
      )
    },
  })
  return acting.length
}
