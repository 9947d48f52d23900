import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  NO_ANSWERS,
  withRepetitions,
  withValues,
} from '../../../../src/features/questionnaires/answers/answers.ts'
import {
  type EnabledItem,
  enabledItems,
  valuesOf,
} from '../../../../src/features/questionnaires/answers/enabled-items.ts'
import type { Definition } from '../../../../src/features/questionnaires/definition/definition.ts'
import { fc } from '../../../support/fast-check.ts'
import { checked, definitionOf, resourceOf } from '../definition/definitions.ts'
import { anyItems, anyNumbers } from './any-definition.ts'
import { answerAll, everything, isEnabled } from './by-the-book.ts'

const asked = { linkId: 'asked', type: 'integer', text: 'How many?' } as const
const then = { linkId: 'then', type: 'string', text: 'Then?' } as const

function isAsked(definition: Definition, ...values: number[]): boolean {
  const answers = withValues(NO_ANSWERS, [['asked', values.map(value => ({ valueInteger: value }))]])
  return enabledItems(definition, answers).some(({ key }) => key === 'then')
}

const OPERATORS: [operator: string, unanswered: boolean, four: boolean, five: boolean, six: boolean][] = [
  ['=', false, false, true, false],
  ['!=', true, true, false, true],
  ['>', false, false, false, true],
  ['<', false, true, false, false],
  ['>=', false, false, true, true],
  ['<=', false, true, true, false],
]
for (const [operator, unanswered, four, five, six] of OPERATORS) {
  test(`a condition "${operator} 5" says ${unanswered} if there is no answer`, () => {
    const definition = definitionOf(asked, {
      ...then,
      enableWhen: [{ question: 'asked', operator, answerInteger: 5 }],
    })
    assert.deepEqual(
      [isAsked(definition), isAsked(definition, 4), isAsked(definition, 5), isAsked(definition, 6)],
      [unanswered, four, five, six],
    )
  })
}

test('"exists" asks whether there is an answer', () => {
  const when = (answerBoolean: boolean) =>
    definitionOf(asked, { ...then, enableWhen: [{ question: 'asked', operator: 'exists', answerBoolean }] })
  assert.deepEqual([isAsked(when(true)), isAsked(when(true), 5)], [false, true])
  assert.deepEqual([isAsked(when(false)), isAsked(when(false), 5)], [true, false])
})

const flag = { linkId: 'flag', type: 'boolean', text: 'Flag?' } as const
const name = { linkId: 'name', type: 'string', text: 'Name?' } as const
const medicines = {
  linkId: 'medicines',
  type: 'group',
  repeats: true,
  item: [flag, { ...name, enableWhen: [{ question: 'flag', operator: '=', answerBoolean: true }] }],
} as const

test('in a group that repeats, a condition looks at the answer of the same time round', () => {
  const definition = definitionOf(medicines)
  const twice = withRepetitions(NO_ANSWERS, 'medicines', { ids: [1, 2], complete: true })
  const answers = withValues(twice, [
    ['medicines/1/flag', [{ valueBoolean: false }]],
    ['medicines/2/flag', [{ valueBoolean: true }]],
  ])
  const keys = enabledItems(definition, answers)[0]?.occurrences.map(({ items }) =>
    items.map(({ key }) => key),
  )
  assert.deepEqual(keys, [['medicines/1/flag'], ['medicines/2/flag', 'medicines/2/name']])
})

test('from outside a group that repeats, any of its answers is enough, and "!=" means none', () => {
  for (const [operator, expected] of [
    ['=', true],
    ['!=', false],
  ] as const) {
    const after = { ...then, enableWhen: [{ question: 'flag', operator, answerBoolean: true }] }
    const definition = definitionOf(medicines, after)
    const twice = withRepetitions(NO_ANSWERS, 'medicines', { ids: [1, 2], complete: true })
    const answers = withValues(twice, [
      ['medicines/1/flag', [{ valueBoolean: false }]],
      ['medicines/2/flag', [{ valueBoolean: true }]],
    ])
    assert.equal(
      enabledItems(definition, answers).some(({ key }) => key === 'then'),
      expected,
    )
  }
})

test('the answer to a question that is not asked any more counts for nothing', () => {
  const middle = { ...flag, enableWhen: [{ question: 'asked', operator: '=', answerInteger: 5 }] }
  const last = { ...then, enableWhen: [{ question: 'flag', operator: '=', answerBoolean: true }] }
  const definition = definitionOf(asked, middle, last)
  const answers = withValues(NO_ANSWERS, [
    ['flag', [{ valueBoolean: true }]],
    ['asked', [{ valueInteger: 4 }]],
  ])
  assert.deepEqual(
    enabledItems(definition, answers).map(({ key }) => key),
    ['asked'],
  )
})

test('an initial value counts as an answer until the patient changes it', () => {
  const definition = definitionOf(
    { ...asked, initial: [{ valueInteger: 5 }] },
    { ...then, enableWhen: [{ question: 'asked', operator: '=', answerInteger: 5 }] },
  )
  assert.equal(enabledItems(definition, NO_ANSWERS).length, 2)
  assert.equal(isAsked(definition), false)
})

function flattened(items: readonly EnabledItem[]): string[] {
  return items.flatMap(each => {
    const { item, occurrences } = each
    const isOneNode = !(item.repeats && (item.type !== 'choice' || item.item))
    if (isOneNode)
      return [
        line(each.key, valuesOf(each)),
        ...occurrences.flatMap(({ items: inside }) => flattened(inside)),
      ]
    return occurrences.flatMap(({ items: inside, key, values }) =>
      item.type === 'choice' && values.length === 0 ? [] : [line(key, values), ...flattened(inside)],
    )
  })
}

function line(key: string, values: readonly object[]): string {
  return `${key} ${JSON.stringify(values)}`
}

test('what is enabled is what FHIR says, whatever is in what and whatever was answered', () => {
  fc.assert(
    fc.property(anyItems, anyNumbers, (items, pick) => {
      const { answers, nodes } = answerAll(items, pick)
      const expected = everything(nodes).filter(node => isEnabled(node, nodes))
      assert.deepEqual(
        flattened(enabledItems(checked(resourceOf(...items)), answers)).toSorted(),
        expected.map(({ key, values }) => line(key, values)).toSorted(),
      )
    }),
    { numRuns: 2000 },
  )
})

test('ten thousand conditions in turn, each on the answer before, take no stack', () => {
  const items = Array.from({ length: 10_000 }, (_, index) => ({
    ...flag,
    linkId: `q${index}`,
    ...(index > 0 && { enableWhen: [{ question: `q${index - 1}`, operator: '=', answerBoolean: true }] }),
  }))
  const answers = withValues(
    NO_ANSWERS,
    items.map(({ linkId }) => [linkId, [{ valueBoolean: true }]]),
  )
  assert.equal(enabledItems(definitionOf(...items), answers).length, 10_000)
})

test('five hundred conditions that look ahead are worked out', () => {
  const items = Array.from({ length: 500 }, (_, index) => ({
    ...flag,
    linkId: `q${index}`,
    ...(index < 499 && { enableWhen: [{ question: `q${index + 1}`, operator: '=', answerBoolean: true }] }),
  }))
  const answers = withValues(
    NO_ANSWERS,
    items.map(({ linkId }) => [linkId, [{ valueBoolean: true }]]),
  )
  assert.equal(enabledItems(definitionOf(...items), answers).length, 500)
})
