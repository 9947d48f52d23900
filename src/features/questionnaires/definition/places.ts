import type { Definition, DefinitionItem } from './definition.ts'

/** Where an item stands in its definition. */
export interface Place {
  item: DefinitionItem
  /** Its link id as it stands in keys and addresses. */
  name: string
  parent: Place | undefined
  /** What can be there several times around it, outermost first. */
  repeating: readonly Place[]
  places: readonly Place[]
}

interface Places {
  top: readonly Place[]
  byLinkId: ReadonlyMap<string, Place>
}

const known = new WeakMap<Definition, Places>()

/** Each item of a definition that has been checked. Definitions never change, so it is worked out once. */
export function placesOf(definition: Definition): Places {
  const before = known.get(definition)
  if (before) return before
  const byLinkId = new Map<string, Place>()
  const places = { top: placed(definition.item, undefined, byLinkId), byLinkId }
  known.set(definition, places)
  return places
}

function placed(
  items: readonly DefinitionItem[],
  parent: Place | undefined,
  byLinkId: Map<string, Place>,
): Place[] {
  const around = parent?.repeating ?? []
  const repeating = parent?.item.repeats ? [...around, parent] : around
  return items.map(item => {
    const place: Place = { item, name: encodeURIComponent(item.linkId), parent, repeating, places: [] }
    byLinkId.set(item.linkId, place)
    place.places = placed(item.item ?? [], place, byLinkId)
    return place
  })
}
