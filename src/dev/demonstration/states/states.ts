import { askingForAnotherTime, stopped } from './asking.ts'
import { changing } from './changing.ts'
import { helpAndProblems } from './help-and-problems.ts'
import { loggingIn } from './logging-in.ts'
import { looking } from './looking.ts'
import type { State } from './state.ts'

/**
 * The catalogue: every page of the portal in every state. `test/accessibility` renders each, fails when a page, a
 * branch of a template or a form's fault has none, and tries each for accessibility.
 */
export const states: readonly State[] = [
  ...loggingIn,
  ...looking,
  ...changing,
  ...askingForAnotherTime,
  ...stopped,
  ...helpAndProblems,
]
