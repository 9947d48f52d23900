import type { EngineCheck } from '../../checks/check.ts'
import { MOST_STEPS, NEEDED } from '../../checks/cookies.ts'
import { errors } from '../../checks/errors.ts'
import { keyboardOneByOne } from '../../checks/keyboard.ts'
import { keysOneByOne } from '../../checks/keys.ts'
import { lostInForcedColours, moving } from '../../checks/preferences.ts'
import { reflow, textSpacing } from '../../checks/reflow.ts'
import { onPhones, widths } from '../../checks/widths.ts'
import type { Setting } from './engine.ts'
import { Person } from './person.ts'

/**
 * In a browser that keeps no cookies at all, whoever presses what each page offers first comes to NHS login, which needs
 * cookies of its own, or to the page that says what to do; never to the same page again.
 */
const withoutCookies: EngineCheck = async (page, { url }) => {
  // The catalogue of the demonstration is for auditors, and its forms come back to it.
  if (url.endsWith('/help/states')) return []
  const person = new Person(page)
  await page.goto(url)
  const titles: string[] = []
  for (let step = 0; step < MOST_STEPS; step++) {
    const { origin, title } = await page.evaluate(() => ({ origin: location.origin, title: document.title }))
    if (origin !== new URL(url).origin || title.startsWith(NEEDED)) return []
    if (titles.includes(title)) return [`without cookies “${title}” leads to itself again`]
    titles.push(title)
    // A page that everybody may read asks for nothing.
    if (!(await person.has('main a.nhsuk-button, main form button'))) return []
    await person.follow('main a.nhsuk-button, main form button')
  }
  return [`without cookies ${titles.join(', ')} lead on and on`]
}

/** What is examined in a browser with each setting, by the names in `battery.ts`, and in this order. */
export const engineChecks: Record<Setting, Record<string, EngineCheck>> = {
  'as installed': {
    'error messages': errors,
    'use with only a keyboard': keyboardOneByOne,
    'links and buttons pressed with the space bar and Enter': keysOneByOne,
    'small screens and words 4 times bigger': reflow,
    'screens of every width': widths,
    'more space between lines, words and letters': textSpacing,
  },
  'letters twice as large': { 'letters twice as large': onPhones },
  'colours chosen by the reader': {
    'colours chosen by the reader': page => page.evaluate(lostInForcedColours),
  },
  'less movement': { 'less movement': page => page.evaluate(moving) },
  'no cookies': { 'a browser that keeps no cookies': withoutCookies },
}

/** Runs in the page: whether the browser is set up as it should be. */
export const isSet: Record<Setting, () => boolean> = {
  'as installed': () => document.hasFocus(),
  'letters twice as large': () => getComputedStyle(document.documentElement).fontSize === '32px',
  'colours chosen by the reader': () => matchMedia('(forced-colors: active)').matches,
  'less movement': () => matchMedia('(prefers-reduced-motion: reduce)').matches,
  'no cookies': () => {
    // biome-ignore lint/suspicious/noDocumentCookie: not every engine has the Cookie Store API
    document.cookie = 'kept=yes'
    return document.cookie === ''
  },
}
