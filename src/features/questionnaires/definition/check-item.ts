import { validateAnswer } from '../answers/validate-answer.ts'
import { faultsOfExtensions } from './check-extensions.ts'
import { faultsOfOptions } from './check-options.ts'
import type { AnswerValue, Definition, DefinitionItem } from './definition.ts'
import * as extensions from './extensions.ts'
import { faultsBy } from './faults-by.ts'
import {
  isAddedTo,
  isChoice,
  isDisplay,
  isFlag,
  isGroup,
  isHidden,
  isQuestion,
  maxLengthOf,
  maxOccursOf,
  maxValueOf,
  minLengthOf,
  minOccursOf,
  minValueOf,
  textOf,
} from './item-rules.ts'
import { optionsOf } from './options.ts'
import { type CheckedItem, itemSchema } from './schema.ts'

/** Whether all that is wrong, if it is true. */
type Check = readonly [isWrong: boolean, fault: string]

/** What is wrong with an item by itself. `isConcealed`: it is in something hidden. */
export function faultsOfItem(
  definition: Pick<Definition, 'contained'>,
  raw: unknown,
  isConcealed: boolean,
): string[] {
  const faults = faultsBy(itemSchema, raw)
  if (faults.length > 0) return faults
  const ofExtensions = faultsOfExtensions(raw as CheckedItem)
  if (ofExtensions.length > 0) return ofExtensions
  const item = raw as DefinitionItem
  const found = [
    ...checksOfType(raw as CheckedItem),
    ...checksOfConditions(item),
    ...checksOfLimits(item),
    ...checksOfDisplay(item, isConcealed),
  ]
  const wrong = found.filter(([isWrong]) => isWrong).map(([, fault]) => fault)
  return wrong.length > 0
    ? wrong
    : [...faultsOfOptions(definition, item), ...faultsOfInitial(definition, item, isConcealed)]
}

/** The invariants of FHIR R4 that say what an item of each type may have. */
function checksOfType(item: CheckedItem): Check[] {
  const { answerOption, answerValueSet, code, initial, maxLength, readOnly, repeats, required, type } = item
  const isText = ['string', 'text', 'open-choice'].includes(type)
  const isOption = type === 'choice' || type === 'open-choice'
  return [
    [type === 'group' && !item.item, 'a group must have items'],
    [type === 'display' && Boolean(item.item), 'a display cannot have items'],
    [type === 'display' && Boolean(code), 'a display cannot have a code'],
    [
      type === 'display' && (required ?? repeats ?? readOnly) !== undefined,
      'a display cannot be required, repeated or read-only',
    ],
    [type === 'group' && readOnly === true, 'a group that is read-only is not supported'],
    [
      (type === 'group' || type === 'display') && Boolean(initial),
      'only a question can have an initial value',
    ],
    [Boolean(maxLength) && !isText, `maxLength is not supported on type ${type}`],
    [!isOption && Boolean(answerOption ?? answerValueSet), 'only a choice can have options'],
    [isOption && !answerOption && !answerValueSet, 'a choice must have options'],
    [Boolean(answerOption && answerValueSet), 'a choice cannot have both answerOption and answerValueSet'],
    [
      Boolean(answerOption && initial),
      'a choice with answerOption says its initial value by initialSelected',
    ],
    [
      Boolean(initial && initial.length > 1 && !repeats),
      'only a question that repeats can have several initial values',
    ],
  ]
}

function checksOfConditions(item: DefinitionItem): Check[] {
  const several = (item.enableWhen?.length ?? 0) > 1
  return [
    [several && !item.enableBehavior, 'several conditions need enableBehavior'],
    [Boolean(item.enableBehavior && !item.enableWhen), 'enableBehavior without conditions'],
    [isFlag(item) && !item.enableWhen, 'a flag must have a condition'],
    [isFlag(item) && isHidden(item), 'a flag cannot be hidden'],
  ]
}

function checksOfLimits(item: DefinitionItem): Check[] {
  const stated = (url: string) => item.extension?.find(each => each.url === url)?.valueInteger ?? 1
  const has = (url: string) => item.extension?.some(each => each.url === url) ?? false
  const isOne = stated(extensions.MIN_OCCURS) <= 1
  const [min, max] = [minValueOf(item), maxValueOf(item)]
  const kind = { date: 'string', time: 'string' }[item.type as string] ?? 'number'
  const isMisplaced = [min, max].some(each => each !== undefined && typeof each !== kind)
  return [
    [isMisplaced, `minValue and maxValue must be of type ${item.type}`],
    [
      !isMisplaced && min !== undefined && max !== undefined && min > max,
      'minValue is greater than maxValue',
    ],
    [
      (minLengthOf(item) ?? 0) > maxLengthOf(item),
      `minLength is greater than ${maxLengthOf(item)}, the most characters that an answer can have`,
    ],
    [!(isOne || (item.required && item.repeats)), 'minOccurs needs required and repeats'],
    [stated(extensions.MAX_OCCURS) !== 1 && !item.repeats, 'maxOccurs needs repeats'],
    [
      minOccursOf(item) > maxOccursOf(item),
      `at least ${minOccursOf(item)}, but at most ${maxOccursOf(item)} are possible`,
    ],
    [has(extensions.UNIT) && has(extensions.UNIT_OPTION), 'a quantity cannot have both unit and unitOption'],
  ]
}

function checksOfDisplay(item: DefinitionItem, isConcealed: boolean): Check[] {
  const isShown = !isConcealed && !isHidden(item)
  return [
    [isShown && !isGroup(item) && textOf(item) === '', 'there is no text to show'],
    [isShown && isDisplay(item) && !item.text, 'there is no text to show'],
  ]
}

/** What a question begins with must itself be an answer to it. What the patient cannot answer must have one if it is required. */
function faultsOfInitial(
  definition: Pick<Definition, 'contained'>,
  item: DefinitionItem,
  isConcealed: boolean,
): string[] {
  if (!isQuestion(item)) return []
  const selected = isChoice(item) ? optionsOf(definition, item).filter(({ isInitial }) => isInitial) : []
  const values: readonly AnswerValue[] = item.initial ?? selected.map(({ value }) => value)
  const isOpen = !item.readOnly && !isHidden(item) && !isConcealed
  if (values.length === 0) {
    return item.required && !isOpen
      ? ['it is required, but nobody can answer it and it has no initial value']
      : []
  }
  const together = isAddedTo(item) ? values.map(value => [value]) : [values]
  const faults = together.flatMap(each => validateAnswer(definition, item, each) ?? [])
  return faults.map(({ kind }) => `its initial value is refused: ${kind}`)
}

/** A group that is required must be in what is sent, and it is there only with an answer. What is in it has been checked. */
export function faultsOfRequired(item: DefinitionItem): string[] {
  return isGroup(item) && item.required && !hasSureAnswer(item)
    ? ['a required group needs a required question that has no condition']
    : []
}

function hasSureAnswer(group: DefinitionItem): boolean {
  return (group.item ?? []).some(child => {
    if (child.enableWhen || (child.repeats && !child.required)) return false
    return isGroup(child) ? hasSureAnswer(child) : child.required === true
  })
}
