import { formatBirthDate, formatPlainTime } from '../../../shared/dates.ts'
import type { AnswerFault } from '../answers/validate-answer.ts'
import type { AnswerValue, DefinitionItem } from '../definition/definition.ts'
import { isChoice } from '../definition/item-rules.ts'

/** What the page says of an answer that cannot be taken. */
export function faultWords(item: DefinitionItem, fault: AnswerFault, values: readonly AnswerValue[]): string {
  switch (fault.kind) {
    case 'required':
      return missing(item)
    case 'too-long':
      return `Your answer must be ${fault.limit} characters or less. You have written ${lengthOf(values)}.`
    case 'too-short':
      return `Your answer must be ${fault.limit} characters or more`
    case 'too-few':
      return `Select ${fault.limit} or more`
    case 'too-many':
      return `Select ${fault.limit} or fewer`
    case 'decimal-places':
      return fault.limit === 0
        ? 'Enter a whole number'
        : `Enter a number with at most ${fault.limit} ${fault.limit === 1 ? 'digit' : 'digits'} after the point`
    case 'too-low':
      return `Enter ${limitWords(fault.limit)} or ${isMoment(item) ? 'later' : 'more'}`
    case 'too-high':
      return `Enter ${limitWords(fault.limit)} or ${isMoment(item) ? 'earlier' : 'less'}`
    case 'not-exclusive':
      return 'Select either the answer that stands alone, or others'
    default:
      return isChoice(item) ? 'Select an option' : 'Enter an answer in another way'
  }
}

function missing({ repeats, type }: DefinitionItem): string {
  switch (type) {
    case 'boolean':
      return 'Select yes or no'
    case 'choice':
    case 'open-choice':
      return repeats ? 'Select at least one option' : 'Select an option'
    case 'date':
      return 'Enter a date'
    case 'time':
      return 'Enter a time'
    case 'integer':
    case 'decimal':
    case 'quantity':
      return 'Enter a number'
    default:
      return 'Enter an answer'
  }
}

function isMoment({ type }: DefinitionItem): boolean {
  return type === 'date' || type === 'time'
}

function limitWords(limit: number | string): string {
  if (typeof limit === 'number') return String(limit)
  return limit.includes(':')
    ? formatPlainTime(Temporal.PlainTime.from(limit))
    : formatBirthDate(Temporal.PlainDate.from(limit))
}

function lengthOf(values: readonly AnswerValue[]): number {
  const longest = values.map(value => ('valueString' in value ? [...value.valueString].length : 0))
  return Math.max(0, ...longest)
}
