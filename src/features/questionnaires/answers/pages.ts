import type { Definition } from '../definition/definition.ts'
import {
  isDisplay,
  isFlag,
  isGroup,
  isHelp,
  isHidden,
  maxOccursOf,
  minOccursOf,
} from '../definition/item-rules.ts'
import type { Answers } from './answers.ts'
import { type EnabledItem, enabledItems, type Occurrence } from './enabled-items.ts'
import type { Heading, Page, Part } from './path.ts'
import { fitsOnePage } from './small-group.ts'

/**
 * The pages of a questionnaire as they are with these answers: one for each question or small group, and one to add another of
 * what repeats. A text stands on the page of the question that follows it.
 */
export function pagesOf(definition: Definition, answers: Answers): Page[] {
  const pages: Page[] = []
  let texts: Part[] = []
  walk(enabledItems(definition, answers), [])
  return pages

  function walk(items: readonly EnabledItem[], headings: readonly Heading[]): void {
    const shown = items.filter(isShown)
    if (shown.length === 0) return
    for (const each of shown) {
      if (isDisplay(each.item)) texts.push(part(each))
      else if (each.added) addRepetitions(each, headings)
      else addUnrepeated(each, headings)
    }
    // A text after the last question of a group belongs to the group.
    addTexts(headings)
  }

  function addRepetitions(
    { added, item, key, occurrences }: EnabledItem,
    headings: readonly Heading[],
  ): void {
    const { complete, ids } = added ?? { complete: true, ids: [] }
    for (const [index, occurrence] of occurrences.entries()) {
      const within = [...headings, { item, position: index + 1, answer: null }]
      if (!isGroup(item)) addQuestions(occurrence.key, [{ key: occurrence.key, item }], within)
      addOccurrence(item, occurrence, within)
    }
    addTexts(headings)
    const isEnough = ids.length >= minOccursOf(item)
    const canAdd = ids.length < maxOccursOf(item) && !item.readOnly
    const isAnswered = isEnough && (complete || !canAdd)
    pages.push({ kind: 'repetitions', key, item, ids, headings, isEnough, canAdd, isAnswered })
  }

  function addUnrepeated(each: EnabledItem, headings: readonly Heading[]): void {
    const { item, key, occurrences } = each
    if (!isGroup(item)) addQuestions(key, [part(each)], headings)
    for (const occurrence of occurrences) {
      const answer = item.repeats ? (occurrence.values[0] ?? null) : null
      const within = isGroup(item) || answer ? [...headings, { item, position: null, answer }] : headings
      addOccurrence(item, occurrence, within)
    }
  }

  function addOccurrence(
    item: Heading['item'],
    { items, key }: Occurrence,
    within: readonly Heading[],
  ): void {
    if (!isGroup(item))
      walk(
        items.filter(child => !isHelp(child.item)),
        within,
      )
    else if (fitsOnePage(item)) addQuestions(key, items.filter(isShown).map(part), within)
    else walk(items, within)
  }

  function addQuestions(key: string, asked: readonly Part[], headings: readonly Heading[]): void {
    if (asked.length === 0) return
    const parts = [...texts, ...asked]
    texts = []
    pages.push({ kind: 'questions', key, parts, headings, isAnswered: areAnswered(parts, answers) })
  }

  function addTexts(headings: readonly Heading[]): void {
    const [first, ...others] = texts
    texts = []
    if (first) addQuestions(first.key, [first, ...others], headings)
  }
}

function isShown({ item }: EnabledItem): boolean {
  return !isHidden(item) && !isFlag(item)
}

function part({ item, key }: EnabledItem): Part {
  return { key, item }
}

/** A page with nothing to answer is answered when the patient has been there. */
function areAnswered(parts: readonly Part[], { values }: Answers): boolean {
  const questions = parts.filter(({ item }) => !isDisplay(item) && !item.readOnly)
  if (questions.length === 0) return parts.every(({ key }) => values.has(key))
  return questions.every(
    ({ item, key }) => values.has(key) && !(item.required && values.get(key)?.length === 0),
  )
}
