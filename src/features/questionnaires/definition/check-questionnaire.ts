import { faultsOfConditions, faultsOfDependence } from './check-conditions.ts'
import { faultsOfResourceExtensions, withoutEffect } from './check-extensions.ts'
import { faultsOfItem, faultsOfRequired } from './check-item.ts'
import { faultsOfContained } from './check-options.ts'
import type { Definition, DefinitionItem } from './definition.ts'
import { faultsBy } from './faults-by.ts'
import { isHidden } from './item-rules.ts'
import { resourceSchema } from './schema.ts'

export type CheckedQuestionnaire = { definition: Definition } | { faults: string[] }

const MAX_ITEMS = 10_000
const MAX_DEPTH = 20
const MAX_REPEATING = 3
/** Enough to begin with. */
const MAX_FAULTS = 100

/**
 * Whether a FHIR R4 Questionnaire can be asked as it is, in all its parts. If not, says everything that is wrong, with the link id
 * of the item: nothing is ever left out without a word. Takes time in proportion to the size.
 */
export function checkQuestionnaire(resource: unknown): CheckedQuestionnaire {
  const faults = faultsOfResource(resource)
  if (faults.length === 0) return { definition: resource as Definition }
  const more = faults.length - MAX_FAULTS
  return { faults: more > 0 ? [...faults.slice(0, MAX_FAULTS), `and ${more} more`] : faults }
}

function faultsOfResource(resource: unknown): string[] {
  const faults = faultsBy(resourceSchema, resource)
  if (!isWithItems(resource)) return faults
  const contained = resource.contained ?? []
  const ofContained = Array.isArray(contained) ? faultsOfContained(contained) : []
  const extensions = [
    ...(faults.length > 0
      ? []
      : faultsOfResourceExtensions((resource as Pick<DefinitionItem, 'extension'>).extension ?? [])),
    ...['_title', '_name', '_description', '_purpose', '_copyright'].flatMap(name =>
      aboutText(resource, name),
    ),
  ]
  const {
    faults: ofItems,
    items,
    parents,
  } = listItems(resource, ofContained.length === 0 ? contained : namesOf(contained))
  const all = [...faults, ...extensions, ...ofContained, ...ofItems]
  if (all.length > 0) return all
  const definition = resource as unknown as Definition
  const ofConditions = [...items].flatMap(([linkId, item]) =>
    [...faultsOfConditions(definition, items, item), ...faultsOfRequired(item)].map(
      fault => `item "${linkId}": ${fault}`,
    ),
  )
  return ofConditions.length > 0 ? ofConditions : faultsOfDependence(items, parents)
}

interface WithItems {
  item: unknown[]
  contained?: unknown
}

function isWithItems(resource: unknown): resource is WithItems {
  return (
    typeof resource === 'object' && resource !== null && 'item' in resource && Array.isArray(resource.item)
  )
}

/** What is contained, by its name alone: what is wrong in it has been said. */
function namesOf(contained: unknown): unknown[] {
  return Array.isArray(contained) ? contained.map(each => ({ id: each?.id })) : []
}

function aboutText(resource: WithItems, name: string): string[] {
  const about = (resource as unknown as Record<string, unknown>)[name] as
    | { extension?: unknown[] }
    | undefined
  const found = about?.extension
  return Array.isArray(found) ? withoutEffect(found).map(fault => `"${name}": ${fault}`) : []
}

interface Open {
  raw: unknown
  path: string
  parent: string | undefined
  depth: number
  repeating: number
  isConcealed: boolean
}

interface Listed {
  faults: string[]
  items: Map<string, DefinitionItem>
  /** The link id of what an item is in. */
  parents: Map<string, string>
}

/** Checks each item by itself, in the order of the definition. No recursion: the definition may be nested as deep as it likes. */
function listItems(resource: WithItems, contained: unknown): Listed {
  const listed: Listed = { faults: [], items: new Map(), parents: new Map() }
  const checked = { contained } as Pick<Definition, 'contained'>
  const stack = opened(resource.item, {
    path: '',
    parent: undefined,
    depth: 1,
    repeating: 0,
    isConcealed: false,
  })
  let count = 0
  for (let each = stack.pop(); each; each = stack.pop()) {
    count += 1
    if (count > MAX_ITEMS) {
      listed.faults.push(`there are more than ${MAX_ITEMS} items`)
      return listed
    }
    stack.push(...checkItem(each, checked, listed))
  }
  return listed
}

/** Adds what is wrong with an item, and returns what is in it. */
function checkItem(each: Open, checked: Pick<Definition, 'contained'>, listed: Listed): Open[] {
  const { depth, isConcealed, parent, path, raw } = each
  const item = raw as DefinitionItem
  const linkId = typeof item?.linkId === 'string' ? item.linkId : undefined
  const name = linkId === undefined ? `item at ${path}` : `item "${linkId.slice(0, 60)}"`
  const add = (fault: string) => listed.faults.push(`${name}: ${fault}`)
  for (const fault of faultsOfItem(checked, raw, isConcealed)) add(fault)
  if (linkId !== undefined && listed.items.has(linkId)) add('its linkId is there twice')
  const repeating = each.repeating + (item?.repeats === true && Array.isArray(item.item) ? 1 : 0)
  if (repeating > MAX_REPEATING) add(`it repeats within more than ${MAX_REPEATING - 1} others that repeat`)
  if (linkId !== undefined) {
    listed.items.set(linkId, item)
    if (parent !== undefined) listed.parents.set(linkId, parent)
  }
  if (!Array.isArray(item?.item)) return []
  if (depth === MAX_DEPTH) {
    add(`what is in it is nested deeper than ${MAX_DEPTH} levels`)
    return []
  }
  const isHiddenToo = isConcealed || (Array.isArray(item.extension) && isHidden(item))
  return opened(item.item, { path, parent: linkId, depth: depth + 1, repeating, isConcealed: isHiddenToo })
}

/** In such an order that the first comes off the stack first. */
function opened(items: readonly unknown[], within: Omit<Open, 'raw'>): Open[] {
  const path = within.path === '' ? '' : `${within.path}.`
  return items.map((raw, index) => ({ ...within, raw, path: `${path}item[${index}]` })).reverse()
}
