import type { Definition, DefinitionItem } from '../definition/definition.ts'
import { controlOf, isDisplay, maxLengthOf, unitsOf } from '../definition/item-rules.ts'
import { optionsOf } from '../definition/options.ts'

/** How a part of a page is asked. */
export type FieldKind =
  | 'text-only'
  | 'read-only'
  | 'radios'
  | 'checkboxes'
  | 'select'
  | 'line'
  | 'lines'
  | 'number'
  | 'quantity'
  | 'date'
  | 'time'

/** With more options, one has to scroll for long to see them all. */
const MOST_RADIOS = 15
/** With more characters, one line is too little to read what one has written. */
const MOST_ON_A_LINE = 100

/** The component is chosen by the type of the item; what the definition says about how it should look is a hint. */
export function kindOf(definition: Definition, item: DefinitionItem): FieldKind {
  if (isDisplay(item)) return 'text-only'
  if (item.readOnly) return 'read-only'
  switch (item.type) {
    case 'boolean':
      return 'radios'
    case 'choice':
    case 'open-choice':
      if (item.repeats) return 'checkboxes'
      return optionsOf(definition, item).length > MOST_RADIOS ? 'select' : 'radios'
    case 'string':
      return controlOf(item) === 'text-area' || (item.maxLength ?? 0) > MOST_ON_A_LINE ? 'lines' : 'line'
    case 'text':
      return 'lines'
    case 'integer':
    case 'decimal':
      return 'number'
    case 'quantity':
      return 'quantity'
    case 'date':
    case 'time':
      return item.type
    default:
      throw new Error(`${item.type} is not asked`)
  }
}

/** Values of choices that are no options of the definition. Those are numbers. */
export const OTHER = 'other'
export const SKIP = 'skip'

/** The names of the fields of a part. The first is also its id, to which the error summary leads. */
export function namesOf(definition: Definition, item: DefinitionItem, name: string): string[] {
  const kind = kindOf(definition, item)
  if (kind === 'text-only' || kind === 'read-only') return []
  if (kind === 'date') return ['Day', 'Month', 'Year'].map(part => name + part)
  if (item.type === 'open-choice') return [name, `${name}Other`]
  if (kind === 'quantity' && unitsOf(item).length > 1) return [name, `${name}Unit`]
  return [name]
}

/** The characters that a field takes, for its hint and for the fault. */
export function limitOf(item: DefinitionItem): number | undefined {
  return item.type === 'string' || item.type === 'text' ? maxLengthOf(item) : undefined
}
