import assert from 'node:assert/strict'
import { test } from 'node:test'
import type {
  Definition,
  DefinitionItem,
} from '../../../../src/features/questionnaires/definition/definition.ts'
import { OPEN_LABEL, UNIT_OPTION } from '../../../../src/features/questionnaires/definition/extensions.ts'
import { readField, type Sent } from '../../../../src/features/questionnaires/fields/read-field.ts'

const definition = {} as Definition
const read = (item: Omit<DefinitionItem, 'linkId'>, sent: Sent) =>
  readField(definition, { linkId: 'q', ...item }, 'answer1', sent)

const NUMBERS: [string, number | undefined][] = [
  ['72.5', 72.5],
  ['-3', -3],
  ['1,234', 1234],
  ['1 234 567.5', 1234567.5],
  ['72,5', undefined],
  ['1,5', undefined],
  ['11 4', undefined],
  ['1234,567', undefined],
  ['1,234 567', undefined],
  ['1e3', undefined],
  ['NaN', undefined],
  ['0x10', undefined],
  ['٣', undefined],
]
for (const [typed, number] of NUMBERS)
  test(`"${typed}" is ${number === undefined ? 'no number, and is asked again' : number}`, () => {
    const expected =
      number === undefined
        ? { unreadable: 'Enter a number, like 12.5' }
        : { values: [{ valueDecimal: number }] }
    assert.deepEqual(read({ type: 'decimal' }, { answer1: typed }), expected)
  })

test('a text of any length is read: whether it is too long, the rules of its question say', () => {
  const text = 'x'.repeat(100_000)
  assert.deepEqual(read({ type: 'text' }, { answer1: text }), { values: [{ valueString: text }] })
})

const fruit: Omit<DefinitionItem, 'linkId'> = {
  type: 'open-choice',
  answerOption: [{ valueString: 'Apple' }, { valueString: 'Pear' }],
  extension: [{ url: OPEN_LABEL, valueString: 'Another fruit' }],
}

test('words beside an option are neither dropped nor sent in its place', () => {
  const fault = 'Select “Another fruit” to send what you wrote, or delete what you wrote'
  for (const answer1 of ['1', 'skip'])
    assert.deepEqual(read(fruit, { answer1, answer1Other: 'Plum' }), {
      unreadable: fault,
      at: 'answer1Other',
    })
  for (const sent of [
    { answer1: 'other', answer1Other: 'Plum' },
    { answer1: '', answer1Other: 'Plum' },
  ])
    assert.deepEqual(read(fruit, sent), { values: [{ valueString: 'Plum' }] })
  assert.deepEqual(read({ ...fruit, repeats: true }, { answer1: '2', answer1Other: 'Plum' }), {
    values: [{ valueString: 'Pear' }, { valueString: 'Plum' }],
  })
})

test('a fault leads to the second field of a question when that is the one to fill in', () => {
  assert.deepEqual(read(fruit, { answer1: 'other' }), {
    unreadable: 'Enter your answer for “Another fruit”',
    at: 'answer1Other',
  })
  const units = ['kg', 'stone'].map(display => ({ url: UNIT_OPTION, valueCoding: { display } }))
  assert.deepEqual(read({ type: 'quantity', extension: units }, { answer1: '11', answer1Unit: '' }), {
    unreadable: 'Select a unit',
    at: 'answer1Unit',
  })
})
