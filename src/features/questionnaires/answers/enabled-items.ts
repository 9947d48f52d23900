import type { AnswerValue, Definition, DefinitionItem } from '../definition/definition.ts'
import { isAddedTo, isQuestion } from '../definition/item-rules.ts'
import { type Place, placesOf } from '../definition/places.ts'
import type { Answers, Repetitions } from './answers.ts'
import { enabledBy } from './enabled.ts'
import { idsWithin, keyOf, repetitionsAt, valuesWithin } from './instances.ts'

/** An item that is asked or shown as things are now, or hidden, with what is in it. */
export interface EnabledItem {
  key: string
  item: DefinitionItem
  /** What the patient added of it. Null: it has no "add another" page. */
  added: Repetitions | null
  /** One, if it is not repeated. */
  occurrences: readonly Occurrence[]
}

/** A group or a question with its answers: one of the medicines, or one of the options that were chosen. */
export interface Occurrence {
  key: string
  values: readonly AnswerValue[]
  items: readonly EnabledItem[]
}

/** Everything that is enabled, in the order of the definition. What is not enabled is not there, whatever was answered to it. */
export function enabledItems(definition: Definition, answers: Answers): EnabledItem[] {
  const isEnabled = enabledBy(definition, answers)
  return itemsAt(placesOf(definition).top, [])

  function itemsAt(places: readonly Place[], ids: readonly number[]): EnabledItem[] {
    return places.filter(place => isEnabled(place, ids)).map(place => itemAt(place, ids))
  }

  function itemAt(place: Place, ids: readonly number[]): EnabledItem {
    const { item } = place
    const key = keyOf(place, ids)
    if (isAddedTo(item)) {
      const added = repetitionsAt(answers, item, key)
      return {
        key,
        item,
        added,
        occurrences: added.ids.map(id => occurrence(place, [...ids, id], `${key}/${id}`)),
      }
    }
    return { key, item, added: null, occurrences: unrepeated(place, ids, key) }
  }

  function unrepeated(place: Place, ids: readonly number[], key: string): Occurrence[] {
    const { item } = place
    if (!item.repeats || place.places.length === 0) return [occurrence(place, ids, key)]
    const chosen = idsWithin(definition, answers, place, ids)
    if (chosen.length === 0) return [{ key, values: [], items: [] }]
    return chosen
      .toSorted((one, other) => one - other)
      .map(id => occurrence(place, [...ids, id], `${key}/${id}`))
  }

  function occurrence(place: Place, ids: readonly number[], key: string): Occurrence {
    const values = isQuestion(place.item) ? valuesWithin(definition, answers, place, ids) : []
    return { key, values, items: itemsAt(place.places, ids) }
  }
}

/** All answers to a question, in order. */
export function valuesOf({ occurrences }: EnabledItem): AnswerValue[] {
  return occurrences.flatMap(({ values }) => values)
}
