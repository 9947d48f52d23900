import assert from 'node:assert/strict'
import {
  type Answers,
  NO_ANSWERS,
  withValues,
} from '../../../../src/features/questionnaires/answers/answers.ts'
import { shownValues } from '../../../../src/features/questionnaires/answers/instances.ts'
import type { Page } from '../../../../src/features/questionnaires/answers/path.ts'
import {
  addRepetition,
  completeRepetitions,
} from '../../../../src/features/questionnaires/answers/repetitions.ts'
import { replay } from '../../../../src/features/questionnaires/answers/replay.ts'
import { validateAnswer } from '../../../../src/features/questionnaires/answers/validate-answer.ts'
import type {
  AnswerValue,
  Definition,
  DefinitionItem,
} from '../../../../src/features/questionnaires/definition/definition.ts'
import {
  isDisplay,
  maxLengthOf,
  maxOccursOf,
  maxValueOf,
  minLengthOf,
  minOccursOf,
  minValueOf,
  unitsOf,
} from '../../../../src/features/questionnaires/definition/item-rules.ts'
import { optionsOf } from '../../../../src/features/questionnaires/definition/options.ts'

/** Answers each page that is open with something, until there is none, and now and then changes an earlier page. */
export function walk(definition: Definition, pick: (below: number) => number, from = NO_ANSWERS): Answers {
  let answers = from
  for (let step = 0; step < 20_000; step += 1) {
    const { open, pages } = replay(definition, answers)
    assert.equal(new Set(pages.map(({ key }) => key)).size, pages.length, 'two pages have the same key')
    const earlier = step < 50 && open > 0 && pick(8) === 0 ? pages[pick(open)] : undefined
    const page = earlier ?? pages[open]
    if (!page) return answers
    answers = answered(definition, answers, page, pick)
  }
  throw new Error('the questionnaire has no end')
}

function answered(
  definition: Definition,
  answers: Answers,
  page: Page,
  pick: (below: number) => number,
): Answers {
  if (page.kind === 'repetitions') {
    const adds = page.canAdd && (!page.isEnough || (page.ids.length < 3 && pick(3) === 0))
    return adds ? addRepetition(answers, page) : completeRepetitions(answers, page)
  }
  return withValues(
    answers,
    page.parts.map(({ item, key }) => {
      if (isDisplay(item) || item.readOnly) return [key, shownValues(definition, answers, item, key)]
      const values = anyAnswer(definition, item, pick)
      assert.equal(
        validateAnswer(definition, item, values),
        undefined,
        `${item.linkId}: ${JSON.stringify(values)}`,
      )
      return [key, values]
    }),
  )
}

const TEXTS = ['a', 'Zoë O’Neill', '<b>bold</b>', 'line\nline', '{{ 7 * 7 }}', '🙂', "'; --"]

/** A valid answer, or none to a question that is not required. */
export function anyAnswer(
  definition: Definition,
  item: DefinitionItem,
  pick: (below: number) => number,
): AnswerValue[] {
  if (!item.required && pick(4) === 0) return []
  const [min, max] = [minValueOf(item), maxValueOf(item)]
  const number = () => {
    const [least, most] = [
      Number(min ?? (max === undefined ? 0 : Number(max) - 9)),
      Number(max ?? Number(min ?? 0) + 9),
    ]
    return pick(2) === 0 ? least : Math.min(most, least + pick(10))
  }
  const text = () => {
    const least = minLengthOf(item) ?? 0
    return (
      [...(TEXTS[pick(TEXTS.length)] ?? 'a').padEnd(least, 'x')]
        .slice(0, Math.max(least, maxLengthOf(item)))
        .join('')
        .trim() || 'a'
    )
  }
  switch (item.type) {
    case 'boolean':
      return [{ valueBoolean: pick(2) === 1 }]
    case 'integer':
      return [{ valueInteger: Math.ceil(number()) }]
    case 'decimal':
      return [{ valueDecimal: number() }]
    case 'date':
      return [{ valueDate: String(min ?? max ?? `20${10 + pick(10)}-0${1 + pick(9)}-28`) }]
    case 'time':
      return [{ valueTime: String(min ?? max ?? `0${pick(10)}:30:00`) }]
    case 'string':
    case 'text':
      return [{ valueString: text() }]
    case 'quantity': {
      const unit = unitsOf(item)[pick(Math.max(1, unitsOf(item).length))]
      const { code, display, system } = unit ?? {}
      const of = { ...(display && { unit: display }), ...(system && { system }), ...(code && { code }) }
      return [{ valueQuantity: { value: number(), ...of } }]
    }
    default:
      return anyChoice(definition, item, pick)
  }
}

function anyChoice(
  definition: Definition,
  item: DefinitionItem,
  pick: (below: number) => number,
): AnswerValue[] {
  const options = optionsOf(definition, item)
  if (item.type === 'open-choice' && pick(4) === 0 && minOccursOf(item) <= 1)
    return [{ valueString: 'Something else' }]
  const first = pick(options.length)
  const count = Math.min(Math.max(1, minOccursOf(item), pick(4)), maxOccursOf(item), options.length)
  const chosen = Array.from({ length: count }, (_, index) => options[(first + index) % options.length])
  const exclusive = chosen.find(option => option?.isExclusive)
  return (exclusive ? [exclusive] : chosen).flatMap(option => option?.value ?? [])
}
