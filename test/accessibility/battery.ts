import { axe, targets } from './checks/axe.ts'
import type { HtmlCheck, PageCheck } from './checks/check.ts'
import { errors } from './checks/errors.ts'
import { keyboard } from './checks/keyboard.ts'
import { names } from './checks/names.ts'
import { noScripts } from './checks/no-scripts.ts'
import { outline } from './checks/outline.ts'
import { forcedColours, noStyles, print, reducedMotion } from './checks/preferences.ts'
import { reflow, textSpacing } from './checks/reflow.ts'
import { title } from './checks/title.ts'
import { validHtml } from './checks/valid-html.ts'

/** What every state goes through, by the names that the report and the accessibility statement use. */
export const htmlChecks: Record<string, HtmlCheck> = { 'valid HTML': validHtml, title }

/** In this order: where the focus is put at first can only be seen at first. */
export const pageChecks: Record<string, PageCheck> = {
  'error summary': errors,
  axe,
  'headings and landmarks': outline,
  'accessible names': names,
  'no scripts': noScripts,
  'keyboard and focus': keyboard,
  'targets of 24 pixels': targets,
  'no style sheets': noStyles,
  '320 pixels and 400%': reflow,
  'text spacing': textSpacing,
  'forced colours': forcedColours,
  'reduced motion': reducedMotion,
  print,
}
