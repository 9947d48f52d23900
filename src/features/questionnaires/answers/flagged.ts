import type { Definition, DefinitionItem } from '../definition/definition.ts'
import { isFlag } from '../definition/item-rules.ts'
import type { Answers } from './answers.ts'
import { type EnabledItem, enabledItems } from './enabled-items.ts'

/** Answers of which the definition says that the patient must be told something at once, and staff too. */
export interface Flag {
  key: string
  /** Its text says what the patient should do now. */
  item: DefinitionItem
  /** The link ids of the questions that it is about. */
  questions: readonly string[]
}

/** The flags that are raised, in the order of the definition. */
export function flaggedIn(definition: Definition, answers: Answers): Flag[] {
  return flagsIn(enabledItems(definition, answers))
}

function flagsIn(items: readonly EnabledItem[]): Flag[] {
  return items.flatMap(({ item, key, occurrences }) => {
    if (!isFlag(item)) return occurrences.flatMap(occurrence => flagsIn(occurrence.items))
    const questions = new Set(item.enableWhen?.map(({ question }) => question))
    return [{ key, item, questions: [...questions] }]
  })
}
