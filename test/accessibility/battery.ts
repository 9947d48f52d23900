import type { Page } from 'playwright-core'
import { axe, targets } from './checks/axe.ts'
import type { HtmlCheck, PageCheck } from './checks/check.ts'
import { errors } from './checks/errors.ts'
import { keyboard } from './checks/keyboard.ts'
import { names } from './checks/names.ts'
import { noScripts } from './checks/no-scripts.ts'
import { outline } from './checks/outline.ts'
import { forcedColours, noStyles, print, reducedMotion } from './checks/preferences.ts'
import { readable } from './checks/reading-age.ts'
import { reflow, textSpacing } from './checks/reflow.ts'
import { title } from './checks/title.ts'
import { validHtml } from './checks/valid-html.ts'
import type { Shown } from './visitor.ts'

/** What every state goes through, by the names that the report and the accessibility statement use. */
export const htmlChecks: Record<string, HtmlCheck> = {
  'valid HTML': validHtml,
  'page titles': title,
  'reading age': readable,
}

/** In this order: where the focus is put at first can only be seen at first. */
export const pageChecks: Record<string, PageCheck> = {
  'error messages': errors,
  'the rules of a tool called axe': axe,
  'headings and landmarks': outline,
  'names of links, buttons and fields': names,
  'use without scripts': noScripts,
  'use with only a keyboard': keyboard,
  'size of links and buttons': targets,
  'use without style sheets': noStyles,
  'small screens and words 4 times bigger': reflow,
  'more space between lines, words and letters': textSpacing,
  'colours chosen by the reader': forcedColours,
  'less movement': reducedMotion,
  printing: print,
}

export const checkNames = [...Object.keys(htmlChecks), ...Object.keys(pageChecks)]

export interface Result {
  check: string
  faults: string[]
}

/** Puts one state through all of it. */
export async function examine(page: Page, shown: Shown): Promise<Result[]> {
  const results: Result[] = []
  for (const [check, find] of Object.entries(htmlChecks)) results.push({ check, faults: await find(shown) })
  for (const [check, find] of Object.entries(pageChecks))
    results.push({ check, faults: await find(page, shown) })
  return results
}
