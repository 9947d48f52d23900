import type { DefinitionItem } from '../definition/definition.ts'
import { isAddedTo, isFlag, isGroup, isHelp, isHidden, isQuestion } from '../definition/item-rules.ts'

/** Such as the lines of an address. */
const MOST_QUESTIONS = 5

/**
 * Whether a group is one page: it has few questions, none of them is asked because of another, and nothing is in them but help.
 */
export function fitsOnePage(group: DefinitionItem): boolean {
  const children = (group.item ?? []).filter(child => !isHidden(child) && !isFlag(child))
  const questions = children.filter(isQuestion)
  if (questions.length === 0 || questions.length > MOST_QUESTIONS) return false
  const here = new Set(questions.map(({ linkId }) => linkId))
  return children.every(
    child =>
      !isGroup(child) &&
      !isAddedTo(child) &&
      (child.item ?? []).every(isHelp) &&
      !(child.enableWhen ?? []).some(({ question }) => here.has(question)),
  )
}
