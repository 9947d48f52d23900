import type { Answers } from '../answers/answers.ts'
import { shownValues } from '../answers/instances.ts'
import type { Part } from '../answers/path.ts'
import { valueInWords } from '../answers-in-words.ts'
import type { AnswerValue, Definition, DefinitionItem } from '../definition/definition.ts'
import { helpOf, isChoice, otherLabelOf, textOf, unitsOf } from '../definition/item-rules.ts'
import { optionNumber, optionsOf } from '../definition/options.ts'
import { type FieldKind, kindOf, limitOf, OTHER, SKIP } from './field.ts'
import type { Sent } from './read-field.ts'

/** A part of a page for its template. */
export interface ShownField {
  kind: FieldKind
  /** Also its id. */
  name: string
  label: string
  /** The label with the unit, and whether it must be answered. */
  words: string
  help: string[]
  isRequired: boolean
  options: { value: string; text: string }[]
  /** The unit that stands behind the field. */
  unit: string | undefined
  /** The units to choose from, if there are several. */
  units: { value: string; text: string }[]
  /** The label of the field for an answer that is not among the options. */
  otherLabel: string | undefined
  maxLength: number | undefined
  /** What is entered, by the names of fields: of a choice, the values that are chosen. */
  entered: Readonly<Record<string, string | string[]>>
  /** What is answered, for a question that only shows it. */
  inWords: string[]
}

/** `sent`: what was entered before, in place of the answer. */
export function shownField(
  definition: Definition,
  answers: Answers,
  { item, key }: Part,
  name: string,
  sent: Sent | undefined,
): ShownField {
  const kind = kindOf(definition, item)
  const values = kind === 'text-only' ? [] : shownValues(definition, answers, item, key)
  const units = unitsOf(item)
  return {
    kind,
    name,
    label: textOf(item),
    words: wordsOf(item),
    help: helpOf(item),
    isRequired: item.required ?? false,
    options: choicesOf(definition, item, kind),
    unit: units.length === 1 ? unitText(units[0]) : undefined,
    units:
      units.length > 1
        ? units.map((unit, index) => ({ value: String(index + 1), text: unitText(unit) ?? '' }))
        : [],
    otherLabel: item.type === 'open-choice' ? otherLabelOf(item) : undefined,
    maxLength: limitOf(item),
    entered: sent ? asText(sent) : enteredOf(definition, item, kind, name, values, answers.values.has(key)),
    inWords: values.map(valueInWords),
  }
}

function wordsOf(item: DefinitionItem): string {
  const units = unitsOf(item)
  const unit = units.length === 1 ? unitText(units[0]) : undefined
  const notes = [...(unit ? [`in ${unit}`] : []), ...(item.required ? [] : ['optional'])]
  return textOf(item) + (notes.length > 0 ? ` (${notes.join(', ')})` : '')
}

function unitText(unit: { display?: string; code?: string } | undefined): string | undefined {
  return unit?.display ?? unit?.code
}

/** A choice that need not be answered has an answer for that, because radios cannot be cleared. */
function choicesOf(definition: Definition, item: DefinitionItem, kind: FieldKind): ShownField['options'] {
  const skip =
    kind === 'radios' && !item.required ? [{ value: SKIP, text: 'I do not want to answer this' }] : []
  if (item.type === 'boolean') return [{ value: 'yes', text: 'Yes' }, { value: 'no', text: 'No' }, ...skip]
  if (!isChoice(item)) return []
  const options = optionsOf(definition, item).map(({ text }, index) => ({ value: String(index + 1), text }))
  const other = item.type === 'open-choice' ? [{ value: OTHER, text: otherLabelOf(item) }] : []
  return [...options, ...other, ...skip]
}

function asText(sent: Sent): ShownField['entered'] {
  return Object.fromEntries(
    Object.entries(sent).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(String) : String(value),
    ]),
  )
}

function enteredOf(
  definition: Definition,
  item: DefinitionItem,
  kind: FieldKind,
  name: string,
  values: readonly AnswerValue[],
  isAnswered: boolean,
): ShownField['entered'] {
  const [value] = values
  if (isChoice(item)) return chosenOf(definition, item, name, values, isAnswered)
  if (!value) return kind === 'radios' && isAnswered ? { [name]: SKIP } : {}
  if ('valueBoolean' in value) return { [name]: value.valueBoolean ? 'yes' : 'no' }
  if ('valueDate' in value) {
    const { day, month, year } = Temporal.PlainDate.from(value.valueDate)
    return { [`${name}Day`]: String(day), [`${name}Month`]: String(month), [`${name}Year`]: String(year) }
  }
  if ('valueTime' in value) return { [name]: value.valueTime.slice(0, 5) }
  if ('valueQuantity' in value) {
    const { code, unit, value: amount } = value.valueQuantity
    const number = unitsOf(item).findIndex(each => (code ? each.code === code : each.display === unit)) + 1
    return { [name]: String(amount), [`${name}Unit`]: String(number) }
  }
  return { [name]: 'valueCoding' in value ? '' : String(Object.values(value)[0]) }
}

function chosenOf(
  definition: Definition,
  item: DefinitionItem,
  name: string,
  values: readonly AnswerValue[],
  isAnswered: boolean,
): ShownField['entered'] {
  const numbers = values.map(value => optionNumber(definition, item, value))
  const other = values[numbers.indexOf(0)]
  const chosen = numbers.map(number => (number === 0 ? OTHER : String(number)))
  if (chosen.length === 0 && isAnswered) chosen.push(SKIP)
  return { [name]: chosen, ...(other && { [`${name}Other`]: valueInWords(other) }) }
}
