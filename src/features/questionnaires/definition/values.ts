import type { AnswerValue, Coding, ComparedAnswer, Quantity } from './definition.ts'

/** How answers compare with each other, as FHIR R4 says. */

type Bare = boolean | number | string | Coding | Quantity

/** The name of a value in FHIR, such as `valueInteger`. Beside it there may be an id, or whether an option is selected. */
function nameIn(value: object): string {
  return Object.keys(value).find(name => name.startsWith('value') || name.startsWith('answer')) ?? ''
}

/** What a value is, without its name in FHIR, such as 5 for `{ valueInteger: 5 }`. */
export function bare(value: AnswerValue | ComparedAnswer): Bare {
  return (value as unknown as Record<string, Bare>)[nameIn(value)] as Bare
}

/** The type of a value, such as `Integer`. */
export function typeOfValue(value: object): string {
  return nameIn(value).replace(/^(value|answer)/, '')
}

/** The value without anything that a definition may say about it: as it stands in an answer. */
export function asAnswer<Value extends AnswerValue>(value: Value): Value {
  const name = nameIn(value)
  const found = bare(value)
  return { [name]: name === 'valueCoding' ? asCoding(found as Coding) : found } as unknown as Value
}

export function asCoding({ code, display, system, version }: Coding): Coding {
  return {
    ...(system && { system }),
    ...(version && { version }),
    ...(code && { code }),
    ...(display && { display }),
  }
}

const NUMBERS = ['Integer', 'Decimal']

function areOfOneType(one: object, other: object): boolean {
  const types = [typeOfValue(one), typeOfValue(other)]
  return types[0] === types[1] || types.every(type => NUMBERS.includes(type))
}

export function sameValue(one: AnswerValue, other: AnswerValue | ComparedAnswer): boolean {
  if (!areOfOneType(one, other)) return false
  const [left, right] = [bare(one), bare(other)]
  if (typeof left !== 'object' || typeof right !== 'object') return left === right
  if ('value' in left && 'value' in right) return left.value === right.value && sameUnit(left, right)
  return sameCoding(left as Coding, right as Coding)
}

/**
 * Less than 0: the first comes before the second. Undefined: they have no order, such as metres and grams. Dates and times are
 * complete, so that they are in the order of their letters.
 */
export function compareValues(one: AnswerValue, other: ComparedAnswer): number | undefined {
  if (!areOfOneType(one, other)) return undefined
  const [left, right] = [bare(one), bare(other)]
  if (typeof left === 'number' && typeof right === 'number') return left - right
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : Number(left > right)
  if (typeof left !== 'object' || typeof right !== 'object') return undefined
  if (!('value' in left && 'value' in right) || !sameUnit(left, right)) return undefined
  return left.value - right.value
}

/** By code and system; by its words if it has no code. */
function sameCoding(one: Coding, other: Coding): boolean {
  if (one.code === undefined && other.code === undefined) return one.display === other.display
  return one.code === other.code && one.system === other.system
}

/** By code and system; by its words if one has no code. */
export function sameUnit(one: Partial<Quantity>, other: Partial<Quantity>): boolean {
  if (one.code === undefined || other.code === undefined) return one.unit === other.unit
  return one.code === other.code && one.system === other.system
}
