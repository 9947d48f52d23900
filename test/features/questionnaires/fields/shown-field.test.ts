import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NO_ANSWERS } from '../../../../src/features/questionnaires/answers/answers.ts'
import type {
  Definition,
  DefinitionItem,
} from '../../../../src/features/questionnaires/definition/definition.ts'
import { UNIT } from '../../../../src/features/questionnaires/definition/extensions.ts'
import { shownField } from '../../../../src/features/questionnaires/fields/shown-field.ts'

test('the unit and whether an answer is optional stand behind the question, whatever it ends with', () => {
  const tall: DefinitionItem = {
    ...{ linkId: 'tall', type: 'quantity', text: 'How tall are you?' },
    extension: [{ url: UNIT, valueCoding: { code: 'cm', display: 'cm' } }],
  }
  const words = (item: DefinitionItem) =>
    shownField({} as Definition, NO_ANSWERS, { key: 'tall', item }, 'answer1', undefined).words
  assert.equal(words(tall), 'How tall are you? (in cm, optional)')
  assert.equal(words({ ...tall, required: true }), 'How tall are you? (in cm)')
  assert.equal(words({ ...tall, type: 'string', extension: [] }), 'How tall are you? (optional)')
})
