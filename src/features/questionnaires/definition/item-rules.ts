import type { Coding, DefinitionItem, Extension } from './definition.ts'
import * as extensions from './extensions.ts'

/** What an item says about itself, also by extensions. */

export function isGroup({ type }: DefinitionItem): boolean {
  return type === 'group'
}

export function isDisplay({ type }: DefinitionItem): boolean {
  return type === 'display'
}

export function isQuestion(item: DefinitionItem): boolean {
  return !isGroup(item) && !isDisplay(item)
}

export function isChoice({ type }: DefinitionItem): boolean {
  return type === 'choice' || type === 'open-choice'
}

/** It has an "add another" page. A choice that repeats is one question with several answers instead. */
export function isAddedTo(item: DefinitionItem): boolean {
  return item.repeats === true && !isChoice(item)
}

/** Neither it nor what is in it is ever shown. Its initial values are sent. */
export function isHidden(item: DefinitionItem): boolean {
  return extension(item, extensions.HIDDEN)?.valueBoolean === true
}

/** A text that is shown as soon as its conditions are met, before anything else, and of which staff are told. */
export function isFlag(item: DefinitionItem): boolean {
  return extension(item, extensions.FLAG)?.valueBoolean === true
}

/** The words of an item, after the number that it may have. */
export function textOf({ prefix, text }: DefinitionItem): string {
  return [prefix, text].filter(Boolean).join(' ')
}

/** What is shown with a question to help to answer it. */
export function helpOf(question: DefinitionItem): string[] {
  const texts = (question.item ?? []).filter(isHelp).map(textOf)
  const format = extension(question, extensions.ENTRY_FORMAT)?.valueString
  return format ? [...texts, format] : texts
}

/** Whether a part of a question is shown with it. Everything else in a question comes after it. */
export function isHelp(child: DefinitionItem): boolean {
  return isDisplay(child) && !child.enableWhen && !isHidden(child)
}

/** The units that a quantity can have. None: it is a bare number. */
export function unitsOf(item: DefinitionItem): Coding[] {
  return (item.extension ?? [])
    .filter(({ url }) => url === extensions.UNIT || url === extensions.UNIT_OPTION)
    .flatMap(({ valueCoding }) => valueCoding ?? [])
}

/** How it should be asked, such as `check-box`: only a hint. */
export function controlOf(item: DefinitionItem): string | undefined {
  return extension(item, extensions.ITEM_CONTROL)?.valueCodeableConcept?.coding?.find(({ code }) => code)
    ?.code
}

/** Of a number, a date or a time. */
export type Limit = number | string

export function minValueOf(item: DefinitionItem): Limit | undefined {
  return limit(extension(item, extensions.MIN_VALUE))
}

export function maxValueOf(item: DefinitionItem): Limit | undefined {
  return limit(extension(item, extensions.MAX_VALUE))
}

function limit(found: Extension | undefined): Limit | undefined {
  return found?.valueInteger ?? found?.valueDecimal ?? found?.valueDate ?? found?.valueTime
}

export function maxDecimalPlacesOf(item: DefinitionItem): number | undefined {
  return extension(item, extensions.MAX_DECIMAL_PLACES)?.valueInteger
}

export function minLengthOf(item: DefinitionItem): number | undefined {
  return extension(item, extensions.MIN_LENGTH)?.valueInteger
}

const MAX_LENGTH = { string: 1000, text: 10_000 }

/** In characters. An answer of a definition that sets no limit still has one. */
export function maxLengthOf({ maxLength, type }: DefinitionItem): number {
  const most = type === 'text' ? MAX_LENGTH.text : MAX_LENGTH.string
  return Math.min(maxLength ?? most, MAX_LENGTH.text)
}

export function minOccursOf(item: DefinitionItem): number {
  return item.required ? Math.max(1, extension(item, extensions.MIN_OCCURS)?.valueInteger ?? 1) : 0
}

/** More than a patient adds by hand. */
const MAX_OCCURS = 30

export function maxOccursOf(item: DefinitionItem): number {
  if (!item.repeats) return 1
  const stated = extension(item, extensions.MAX_OCCURS)?.valueInteger
  if (isChoice(item)) return stated ?? Number.POSITIVE_INFINITY
  return Math.min(stated ?? MAX_OCCURS, MAX_OCCURS)
}

/** The label of the field for an answer that is not among the options. */
export function otherLabelOf(item: DefinitionItem): string {
  return extension(item, extensions.OPEN_LABEL)?.valueString ?? 'Other'
}

function extension(item: DefinitionItem, url: string): Extension | undefined {
  return item.extension?.find(each => each.url === url)
}
