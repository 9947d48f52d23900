import type { AnswerValue, Definition, DefinitionItem } from '../definition/definition.ts'
import { isAddedTo, isChoice, isQuestion } from '../definition/item-rules.ts'
import { optionNumber, optionsOf } from '../definition/options.ts'
import type { Place } from '../definition/places.ts'
import { asAnswer } from '../definition/values.ts'
import type { Answers, Repetitions } from './answers.ts'

/*
 * An item within something that repeats is there several times. An instance of it is the item and a number for each of its
 * `repeating` places: of the medicine that was added, or of the option that was chosen.
 */

/** The key of an instance, such as `medicines/2/name`. It needs no encoding in an address. */
export function keyOf({ name, repeating }: Place, ids: readonly number[]): string {
  let key = ''
  for (const [index, around] of repeating.entries()) key += `${around.name}/${ids[index]}/`
  return key + name
}

/** The answers to a question as they are now, or what it begins with. */
export function shownValues(
  definition: Definition,
  { values }: Answers,
  item: DefinitionItem,
  key: string,
): readonly AnswerValue[] {
  return values.get(key) ?? initialValues(definition, item, key)
}

function initialValues(definition: Definition, item: DefinitionItem, key: string): readonly AnswerValue[] {
  if (!isQuestion(item)) return []
  const initial = item.initial?.map(asAnswer) ?? []
  if (isChoice(item)) {
    const selected = optionsOf(definition, item).filter(({ isInitial }) => isInitial)
    return item.initial ? initial : selected.map(({ value }) => value)
  }
  if (!isAddedTo(item)) return initial
  const only = initial[Number(key.slice(key.lastIndexOf('/') + 1)) - 1]
  return only ? [only] : []
}

/** What was added, or what is there before anything is: the values that it begins with, or one if it is required. */
export function repetitionsAt({ repetitions }: Answers, item: DefinitionItem, key: string): Repetitions {
  const count = Math.max(item.initial?.length ?? 0, item.required ? 1 : 0)
  return (
    repetitions.get(key) ?? { ids: Array.from({ length: count }, (_, index) => index + 1), complete: false }
  )
}

/** The numbers of the instances of what is in an item that repeats. */
export function idsWithin(
  definition: Definition,
  answers: Answers,
  place: Place,
  ids: readonly number[],
): readonly number[] {
  const key = keyOf(place, ids)
  if (isAddedTo(place.item)) return repetitionsAt(answers, place.item, key).ids
  const values = shownValues(definition, answers, place.item, key)
  return values.map(value => optionNumber(definition, place.item, value))
}

/** The answers to a question for these numbers of its own and of what is around it. */
export function valuesWithin(
  definition: Definition,
  answers: Answers,
  place: Place,
  ids: readonly number[],
): readonly AnswerValue[] {
  const key = keyOf(place, ids)
  const own = ids[place.repeating.length]
  if (own === undefined || !place.item.repeats) return shownValues(definition, answers, place.item, key)
  if (isAddedTo(place.item)) return shownValues(definition, answers, place.item, `${key}/${own}`)
  return shownValues(definition, answers, place.item, key).filter(
    value => optionNumber(definition, place.item, value) === own,
  )
}
