import { withoutEffect } from './check-extensions.ts'
import type { Definition, DefinitionItem, ValueSet } from './definition.ts'
import { faultsBy } from './faults-by.ts'
import { isChoice, minOccursOf } from './item-rules.ts'
import { type Option, optionsIn, optionsOf } from './options.ts'
import { valueSetSchema } from './schema.ts'
import { sameValue, typeOfValue } from './values.ts'

/** More than anybody looks through. */
const MAX_OPTIONS = 1000

export function faultsOfOptions(definition: Pick<Definition, 'contained'>, item: DefinitionItem): string[] {
  if (!isChoice(item)) return []
  const faults = faultsOfOwnOptions(definition, item)
  const options = optionsOf(definition, item).length
  const most = options + (item.type === 'open-choice' ? 1 : 0)
  return faults.length === 0 && options > 0 && minOccursOf(item) > most
    ? [`at least ${minOccursOf(item)}, but at most ${most} are possible`]
    : faults
}

function faultsOfOwnOptions(definition: Pick<Definition, 'contained'>, item: DefinitionItem): string[] {
  const { answerOption, answerValueSet } = item
  if (answerOption) {
    const unclear = answerOption.some(option => Object.keys(option).filter(isValue).length !== 1)
    if (unclear) return ['each answerOption must have one value']
  }
  if (answerValueSet && !definition.contained?.some(({ id }) => `#${id}` === answerValueSet)) {
    return [`the value set ${answerValueSet} is not contained in the questionnaire`]
  }
  if (answerValueSet) return []
  const options = optionsOf(definition, item)
  const isClosed = options.some(({ value }) => !['String', 'Coding'].includes(typeOfValue(value)))
  const faults = faultsOfList(options)
  return item.type === 'open-choice' && isClosed
    ? [...faults, 'an open-choice can only have texts and codings as options']
    : faults
}

function faultsOfList(options: readonly Option[]): string[] {
  if (options.length > MAX_OPTIONS) return [`there are more than ${MAX_OPTIONS} options`]
  return [
    ...(options.length === 0 ? ['there are no options'] : []),
    ...(options.some(({ text }) => text === '') ? ['an option has no text to show'] : []),
    ...(hasTwins(options) ? ['the same option is there twice'] : []),
  ]
}

function isValue(name: string): boolean {
  return name.startsWith('value')
}

function hasTwins(options: readonly Option[]): boolean {
  const byText = Map.groupBy(options, ({ value }) =>
    'valueCoding' in value ? value.valueCoding.code : JSON.stringify(value),
  )
  return [...byText.values()].some(alike =>
    alike.some((one, index) => alike.slice(0, index).some(other => sameValue(one.value, other.value))),
  )
}

/** A value set must list its codes: none are fetched or worked out. */
export function faultsOfContained(contained: readonly unknown[]): string[] {
  const ids = new Set<unknown>()
  return contained.flatMap((resource, index) => {
    const { id, resourceType } = (resource ?? {}) as { id?: unknown; resourceType?: unknown }
    const name = `contained ${typeof id === 'string' ? `"${id}"` : `[${index}]`}`
    if (resourceType !== 'ValueSet') return [`${name}: only a ValueSet is supported`]
    if (ids.has(id)) return [`${name}: its id is there twice`]
    ids.add(id)
    const faults = faultsBy(valueSetSchema, resource)
    if (faults.length > 0) return faults.map(fault => `${name}: ${fault}`)
    const { data } = valueSetSchema.safeParse(resource)
    const concepts = data?.compose?.include.flatMap(({ concept }) => concept) ?? []
    const extensions = [...concepts, ...(data?.expansion?.contains ?? [])].flatMap(
      ({ extension }) => extension ?? [],
    )
    const forbidden = ['implicitRules', 'modifierExtension'].filter(key =>
      Object.hasOwn(resource as object, key),
    )
    const found = [
      ...forbidden.map(key => `"${key}" is not supported`),
      ...withoutEffect(extensions),
      ...faultsOfList(optionsIn(resource as ValueSet)),
    ]
    return found.map(fault => `${name}: ${fault}`)
  })
}
