import { isRealDate, isRealTime } from '../definition/dates-and-times.ts'
import type { AnswerValue, Definition, DefinitionItem } from '../definition/definition.ts'
import {
  isChoice,
  type Limit,
  maxDecimalPlacesOf,
  maxLengthOf,
  maxOccursOf,
  maxValueOf,
  minLengthOf,
  minOccursOf,
  minValueOf,
  unitsOf,
} from '../definition/item-rules.ts'
import { optionNumber, optionsOf } from '../definition/options.ts'
import { bare, sameUnit, typeOfValue } from '../definition/values.ts'

/** Why an answer cannot be taken. The page that asks has the words. */
export type AnswerFault =
  | {
      kind:
        | 'required'
        | 'wrong-type'
        | 'not-real'
        | 'not-text'
        | 'not-an-option'
        | 'not-exclusive'
        | 'wrong-unit'
    }
  | { kind: 'too-long' | 'too-short' | 'too-few' | 'too-many' | 'decimal-places'; limit: number }
  | { kind: 'too-low' | 'too-high'; limit: Limit }

/** The first fault of the answers to one question, as they are entered on its page. */
export function validateAnswer(
  definition: Pick<Definition, 'contained'>,
  item: DefinitionItem,
  values: readonly AnswerValue[],
): AnswerFault | undefined {
  if (values.length === 0) return item.required ? { kind: 'required' } : undefined
  if (isChoice(item)) return faultOfChoice(definition, item, values)
  if (values.length > 1) return { kind: 'too-many', limit: 1 }
  return values.map(value => faultOfValue(item, value)).find(Boolean)
}

function faultOfChoice(
  definition: Pick<Definition, 'contained'>,
  item: DefinitionItem,
  values: readonly AnswerValue[],
): AnswerFault | undefined {
  const numbers = values.map(value => optionNumber(definition, item, value))
  const others = values.filter((_, index) => numbers[index] === 0)
  if (new Set(numbers).size < numbers.length) return { kind: 'not-an-option' }
  if (item.type === 'choice' && others.length > 0) return { kind: 'not-an-option' }
  const [min, max] = [minOccursOf(item), maxOccursOf(item)]
  if (values.length > max) return { kind: 'too-many', limit: max }
  if (values.length < min) return { kind: 'too-few', limit: min }
  const options = optionsOf(definition, item)
  const isExclusive = numbers.some(number => options[number - 1]?.isExclusive)
  if (isExclusive && values.length > 1) return { kind: 'not-exclusive' }
  return others.map(other => faultOfText(item, other)).find(Boolean)
}

function faultOfValue(item: DefinitionItem, value: AnswerValue): AnswerFault | undefined {
  if (item.type === 'string' || item.type === 'text') return faultOfText(item, value)
  if (typeOfValue(value).toLowerCase() !== item.type) return { kind: 'wrong-type' }
  if ('valueDate' in value && !isRealDate(value.valueDate)) return { kind: 'not-real' }
  if ('valueTime' in value && !isRealTime(value.valueTime)) return { kind: 'not-real' }
  if ('valueQuantity' in value) {
    const units = unitsOf(item).map(({ display, ...coding }) => ({
      ...coding,
      ...(display && { unit: display }),
    }))
    const hasUnit = units.length === 0 || units.some(unit => sameUnit(unit, value.valueQuantity))
    return hasUnit ? faultOfSize(item, value.valueQuantity.value) : { kind: 'wrong-unit' }
  }
  const entered = bare(value)
  return typeof entered === 'boolean' ? undefined : faultOfSize(item, entered as Limit)
}

/** What FHIR says of an integer, and what a number can hold of a decimal. */
const MAX_INTEGER = 2 ** 31 - 1
const MAX_DECIMAL = 1e12

function faultOfSize(item: DefinitionItem, entered: Limit): AnswerFault | undefined {
  const [min, max] = [minValueOf(item), maxValueOf(item)]
  if (min !== undefined && entered < min) return { kind: 'too-low', limit: min }
  if (max !== undefined && entered > max) return { kind: 'too-high', limit: max }
  if (typeof entered === 'string') return undefined
  if (!Number.isFinite(entered)) return { kind: 'not-real' }
  const most = item.type === 'integer' ? MAX_INTEGER : MAX_DECIMAL
  if (entered > most) return { kind: 'too-high', limit: most }
  if (entered < -most) return { kind: 'too-low', limit: -most }
  const places = item.type === 'integer' ? 0 : (maxDecimalPlacesOf(item) ?? MAX_DECIMAL_PLACES)
  return decimalPlaces(entered) > places ? { kind: 'decimal-places', limit: places } : undefined
}

const MAX_DECIMAL_PLACES = 6

function decimalPlaces(number: number): number {
  const [digits = '', exponent = '0'] = String(number).split('e')
  return Math.max(0, (digits.split('.')[1]?.length ?? 0) - Number(exponent))
}

/** FHIR allows neither control characters in a text nor a text of spaces. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const NOT_IN_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/

function faultOfText(item: DefinitionItem, value: AnswerValue): AnswerFault | undefined {
  if (!('valueString' in value)) return { kind: 'wrong-type' }
  const text = value.valueString
  if (text.trim() === '' || NOT_IN_TEXT.test(text) || !text.isWellFormed()) return { kind: 'not-text' }
  const length = [...text].length
  const [min, max] = [minLengthOf(item), maxLengthOf(item)]
  if (length > max) return { kind: 'too-long', limit: max }
  return min !== undefined && length < min ? { kind: 'too-short', limit: min } : undefined
}
