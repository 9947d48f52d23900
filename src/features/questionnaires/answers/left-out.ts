import type { Definition } from '../definition/definition.ts'
import { placesOf } from '../definition/places.ts'
import type { Answers } from './answers.ts'
import { type EnabledItem, enabledItems } from './enabled-items.ts'
import type { Part } from './path.ts'

/** Questions whose answers the patient typed, and that are not asked any more because another answer changed. */
export function leftOut(definition: Definition, answers: Answers): Part[] {
  const sent = new Set(keysIn(enabledItems(definition, answers)))
  return [...answers.values].flatMap(([key, values]) => {
    const isTyped = values.some(value => 'valueString' in value)
    const item = placesOf(definition).byLinkId.get(linkIdIn(key))?.item
    return isTyped && item && !item.readOnly && !sent.has(key) && !isRemoved(answers, key)
      ? [{ key, item }]
      : []
  })
}

function keysIn(items: readonly EnabledItem[]): string[] {
  return items.flatMap(({ key, occurrences }) => [
    key,
    ...occurrences.flatMap(occurrence => [occurrence.key, ...keysIn(occurrence.items)]),
  ])
}

/** A key is link ids with numbers between them. The last may have its own number. */
function linkIdIn(key: string): string {
  const parts = key.split('/')
  return decodeURIComponent(parts[parts.length - (parts.length % 2 === 0 ? 2 : 1)] ?? '')
}

/** The patient removed it, or what it is in, on an "add another" page. */
function isRemoved({ repetitions }: Answers, key: string): boolean {
  const parts = key.split('/')
  return parts.some((id, index) => {
    const added = index % 2 === 1 && repetitions.get(parts.slice(0, index).join('/'))
    return added && !added.ids.includes(Number(id))
  })
}
