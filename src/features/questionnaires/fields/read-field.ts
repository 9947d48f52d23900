import { freeText } from '../../../web/forms.ts'
import type { AnswerValue, Definition, DefinitionItem } from '../definition/definition.ts'
import { isChoice, otherLabelOf, unitsOf } from '../definition/item-rules.ts'
import { optionsOf } from '../definition/options.ts'
import { kindOf, OTHER, SKIP } from './field.ts'

/** What was sent, by the names of fields. */
export type Sent = Readonly<Record<string, unknown>>

/** The answers that a field has, or why what was entered is none. `at`: the name of the field to change, if it is not the first. */
export type Read = { values: AnswerValue[] } | { unreadable: string; at?: string }

/** Reads what was entered for one question. Whether that is an answer it may have, its rules say. */
export function readField(definition: Definition, item: DefinitionItem, name: string, sent: Sent): Read {
  switch (kindOf(definition, item)) {
    case 'text-only':
    case 'read-only':
      return { values: [] }
    case 'radios':
    case 'checkboxes':
    case 'select':
      return isChoice(item) ? readChoice(definition, item, name, sent) : readYesOrNo(name, sent)
    case 'line':
    case 'lines':
      return readText(typed(sent, name))
    case 'number':
      return readNumber(item, typed(sent, name))
    case 'quantity':
      return readQuantity(item, name, sent)
    case 'date':
      return readDate(name, sent)
    case 'time':
      return readTime(typed(sent, name))
  }
}

function readYesOrNo(name: string, sent: Sent): Read {
  const chosen = typed(sent, name)
  if (chosen === 'yes') return { values: [{ valueBoolean: true }] }
  return { values: chosen === 'no' ? [{ valueBoolean: false }] : [] }
}

function readChoice(definition: Definition, item: DefinitionItem, name: string, sent: Sent): Read {
  const options = optionsOf(definition, item)
  const chosen = [sent[name] ?? []].flat().map(String).filter(Boolean)
  const known = chosen.filter(each => each !== SKIP && each !== OTHER)
  const values = [...new Set(known)].flatMap(each => options[Number(each) - 1]?.value ?? [])
  if (item.type === 'choice') return { values }
  const [other, at, label] = [typed(sent, `${name}Other`), `${name}Other`, otherLabelOf(item)]
  if (other === '')
    return chosen.includes(OTHER) ? { unreadable: `Enter your answer for “${label}”`, at } : { values }
  // Typed words are an answer, also when "Other" was not chosen; beside another answer it is not clear which of them is meant.
  if (!item.repeats && chosen.length > 0 && !chosen.includes(OTHER))
    return { unreadable: `Select “${label}” to send what you wrote, or delete what you wrote`, at }
  return { values: [...values, { valueString: other }] }
}

function readText(text: string): Read {
  return { values: text === '' ? [] : [{ valueString: text }] }
}

function readNumber({ type }: DefinitionItem, text: string): Read {
  if (text === '') return { values: [] }
  const number = numberIn(text)
  if (number === undefined)
    return { unreadable: type === 'integer' ? 'Enter a whole number, like 12' : 'Enter a number, like 12.5' }
  if (type === 'decimal') return { values: [{ valueDecimal: number }] }
  return Number.isInteger(number)
    ? { values: [{ valueInteger: number }] }
    : { unreadable: 'Enter a whole number, like 12' }
}

function readQuantity(item: DefinitionItem, name: string, sent: Sent): Read {
  const text = typed(sent, name)
  if (text === '') return { values: [] }
  const value = numberIn(text)
  if (value === undefined) return { unreadable: 'Enter a number, like 12.5' }
  const units = unitsOf(item)
  const unit = units.length > 1 ? units[Number(typed(sent, `${name}Unit`)) - 1] : units[0]
  if (units.length > 0 && !unit) return { unreadable: 'Select a unit', at: `${name}Unit` }
  const { code, display, system } = unit ?? {}
  const quantity = {
    value,
    ...(display && { unit: display }),
    ...(system && { system }),
    ...(code && { code }),
  }
  return { values: [{ valueQuantity: quantity }] }
}

const REAL_DATE = 'Enter a real date, like 31 3 1980'
const DIGITS = /^\d{1,4}$/

function readDate(name: string, sent: Sent): Read {
  const parts = ['Year', 'Month', 'Day'].map(part => typed(sent, name + part))
  if (parts.every(part => part === '')) return { values: [] }
  const [year = 0, month = 0, day = 0] = parts.map(part => (DIGITS.test(part) ? Number(part) : 0))
  if (year < 1000) return { unreadable: REAL_DATE }
  try {
    const date = Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
    return { values: [{ valueDate: date.toString() }] }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { unreadable: REAL_DATE }
  }
}

const TIME = /^(\d{1,2})[:.](\d{2})$/

function readTime(text: string): Read {
  if (text === '') return { values: [] }
  const [, hour, minute] = TIME.exec(text) ?? []
  if (Number(hour) > 23 || Number(minute) > 59 || hour === undefined)
    return { unreadable: 'Enter a time, like 09:30 or 14:15' }
  return { values: [{ valueTime: `${hour.padStart(2, '0')}:${minute}:00` }] }
}

/** Commas and spaces only between thousands: who writes "72,5" or "11 4" does not mean 725 or 114. */
const NUMBER = /^-?(\d{1,12}|\d{1,3}(,\d{3}){1,3}|\d{1,3}( \d{3}){1,3})(\.\d{1,8})?$/

function numberIn(text: string): number | undefined {
  return NUMBER.test(text) ? Number(text.replaceAll(/[ ,]/g, '')) : undefined
}

/** The limit of an answer is among the rules of its question: here a text of any length is read, and never taken for none. */
const TEXT = freeText(Number.POSITIVE_INFINITY, () => '')

/** Without spaces around it and without invisible characters. Empty if nothing was sent, or something that is no text. */
export function typed(sent: Sent, name: string): string {
  const { data } = TEXT.safeParse(sent[name] ?? '')
  return data ?? ''
}
