import type { Page } from 'playwright-core'
import { axe, targets } from './checks/axe.ts'
import type { HtmlCheck, PageCheck } from './checks/check.ts'
import { withoutCookies } from './checks/cookies.ts'
import { errors } from './checks/errors.ts'
import { keyboard } from './checks/keyboard.ts'
import { keys } from './checks/keys.ts'
import { names } from './checks/names.ts'
import { noScripts } from './checks/no-scripts.ts'
import { outline } from './checks/outline.ts'
import { forcedColours, noStyles, reducedMotion } from './checks/preferences.ts'
import { print } from './checks/print.ts'
import { readable } from './checks/reading-age.ts'
import { reflow, textSpacing } from './checks/reflow.ts'
import { title } from './checks/title.ts'
import { validHtml } from './checks/valid-html.ts'
import { largeLetters, widths } from './checks/widths.ts'
import type { Shown } from './visitor.ts'

/** What every state goes through, by the names that the report and the accessibility statement use. */
export const htmlChecks: Record<string, HtmlCheck> = {
  'valid HTML': validHtml,
  'page titles': title,
  'reading age': readable,
  'a browser that keeps no cookies': withoutCookies,
}

/** In this order: where the focus is put at first can only be seen at first. */
export const pageChecks: Record<string, PageCheck> = {
  'error messages': errors,
  'the rules of a tool called axe': axe,
  'headings and landmarks': outline,
  'names of links, buttons and fields': names,
  'use without scripts': noScripts,
  'use with only a keyboard': keyboard,
  'links and buttons pressed with the space bar and Enter': keys,
  'size of links and buttons': targets,
  'use without style sheets': noStyles,
  'small screens and words 4 times bigger': reflow,
  'screens of every width': widths,
  'letters twice as large': largeLetters,
  'more space between lines, words and letters': textSpacing,
  'colours chosen by the reader': forcedColours,
  'less movement': reducedMotion,
  printing: print,
}

export const checkNames = [...Object.keys(htmlChecks), ...Object.keys(pageChecks)]

/** These take long and hang on the page more than on its state: `npm test` has them for one state of each page only. */
const LONG = new Set(['a browser that keeps no cookies', 'screens of every width', 'letters twice as large'])

export interface Result {
  check: string
  faults: string[]
}

/** Puts one state through all of it, or through all that is quick. */
export async function examine(page: Page, shown: Shown, how: 'all' | 'quick' = 'all'): Promise<Result[]> {
  const results: Result[] = []
  const isWanted = (check: string) => how === 'all' || !LONG.has(check)
  for (const [check, find] of Object.entries(htmlChecks))
    if (isWanted(check)) results.push({ check, faults: await find(shown) })
  for (const [check, find] of Object.entries(pageChecks))
    if (isWanted(check)) results.push({ check, faults: await find(page, shown) })
  return results
}
