import type { Step } from './state.ts'

/** The instruction for carrying out a step by hand. */
export function stepInstruction(step: Step): string {
  if ('press' in step) return `Press “${step.press}”.`
  if ('choose' in step) return `Choose ${step.choose.startsWith('the ') ? step.choose : `“${step.choose}”`}.`
  if ('write' in step) return `Under “${step.into}” write “${shortened(step.write)}”.`
  if ('open' in step) return `Open ${step.open} in the same tab.`
  if ('meanwhile' in step)
    return `Keep this page open. In another tab, on this page of states, press “${step.meanwhile}”.`
  return 'Keep this page open. In another tab, on this page of states, open a state of another person, which logs them in.'
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 40)}… (${text.length} characters)` : text
}
