import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type AnswerFault,
  validateAnswer,
} from '../../../../src/features/questionnaires/answers/validate-answer.ts'
import type {
  AnswerValue,
  DefinitionItem,
} from '../../../../src/features/questionnaires/definition/definition.ts'
import { definitionOf, hl7 } from '../definition/definitions.ts'

type Case = [item: object, values: AnswerValue[], fault: AnswerFault['kind'] | undefined]

const kilograms = { code: 'kg', display: 'kg', system: 'http://unitsofmeasure.org' }
const weight = {
  type: 'quantity',
  extension: [hl7('questionnaire-unit', { valueCoding: kilograms }), hl7('maxValue', { valueInteger: 300 })],
}
const { display, ...unit } = kilograms
const letters = ['a', 'b', 'c'].map(valueString => ({ valueString }))
const none = {
  valueString: 'none',
  extension: [hl7('questionnaire-optionExclusive', { valueBoolean: true })],
}
const several = {
  type: 'choice',
  repeats: true,
  required: true,
  answerOption: [...letters, none],
  extension: [
    hl7('questionnaire-minOccurs', { valueInteger: 1 }),
    hl7('questionnaire-maxOccurs', { valueInteger: 2 }),
  ],
}
const between = (name: string, min: unknown, max: unknown) => [
  hl7('minValue', { [name]: min }),
  hl7('maxValue', { [name]: max }),
]

const CASES: Case[] = [
  [{ type: 'string' }, [], undefined],
  [{ type: 'string', required: true }, [], 'required'],
  [{ type: 'string' }, [{ valueString: 'a' }, { valueString: 'b' }], 'too-many'],
  [{ type: 'string', maxLength: 2 }, [{ valueString: '🙂🙂' }], undefined],
  [{ type: 'string', maxLength: 2 }, [{ valueString: '🙂🙂🙂' }], 'too-long'],
  [{ type: 'string' }, [{ valueString: 'x'.repeat(1001) }], 'too-long'],
  [{ type: 'text' }, [{ valueString: 'x'.repeat(10_000) }], undefined],
  [{ type: 'text' }, [{ valueString: 'x'.repeat(10_001) }], 'too-long'],
  [
    { type: 'text', extension: [hl7('minLength', { valueInteger: 3 })] },
    [{ valueString: 'ab' }],
    'too-short',
  ],
  [{ type: 'text' }, [{ valueString: 'one\ntwo' }], undefined],
  [{ type: 'text' }, [{ valueString: ' \n ' }], 'not-text'],
  [{ type: 'text' }, [{ valueString: 'bell\u0007' }], 'not-text'],
  [{ type: 'text' }, [{ valueString: 'half \ud83d' }], 'not-text'],
  [{ type: 'text' }, [{ valueInteger: 5 }], 'wrong-type'],
  [{ type: 'boolean' }, [{ valueBoolean: false }], undefined],
  [{ type: 'boolean' }, [{ valueString: 'no' }], 'wrong-type'],
  [{ type: 'integer' }, [{ valueInteger: 5 }], undefined],
  [{ type: 'integer' }, [{ valueInteger: 5.5 }], 'decimal-places'],
  [{ type: 'integer' }, [{ valueInteger: 2 ** 31 }], 'too-high'],
  [{ type: 'integer' }, [{ valueInteger: Number.NaN }], 'not-real'],
  [{ type: 'integer', extension: between('valueInteger', 1, 9) }, [{ valueInteger: 0 }], 'too-low'],
  [{ type: 'integer', extension: between('valueInteger', 1, 9) }, [{ valueInteger: 1 }], undefined],
  [{ type: 'integer', extension: between('valueInteger', 1, 9) }, [{ valueInteger: 10 }], 'too-high'],
  [
    { type: 'decimal', extension: [hl7('maxDecimalPlaces', { valueInteger: 1 })] },
    [{ valueDecimal: 1.5 }],
    undefined,
  ],
  [
    { type: 'decimal', extension: [hl7('maxDecimalPlaces', { valueInteger: 1 })] },
    [{ valueDecimal: 1.55 }],
    'decimal-places',
  ],
  [{ type: 'decimal' }, [{ valueDecimal: 1e-7 }], 'decimal-places'],
  [{ type: 'decimal' }, [{ valueDecimal: 1e13 }], 'too-high'],
  [{ type: 'date' }, [{ valueDate: '2024-02-29' }], undefined],
  [{ type: 'date' }, [{ valueDate: '2026-02-29' }], 'not-real'],
  [{ type: 'date' }, [{ valueDate: '2026' }], 'not-real'],
  [
    { type: 'date', extension: between('valueDate', '1900-01-01', '2026-12-31') },
    [{ valueDate: '1899-12-31' }],
    'too-low',
  ],
  [
    { type: 'date', extension: between('valueDate', '1900-01-01', '2026-12-31') },
    [{ valueDate: '2027-01-01' }],
    'too-high',
  ],
  [{ type: 'time' }, [{ valueTime: '23:59:00' }], undefined],
  [{ type: 'time' }, [{ valueTime: '24:00:00' }], 'not-real'],
  [weight, [{ valueQuantity: { value: 80, unit: 'kg', ...unit } }], undefined],
  [weight, [{ valueQuantity: { value: 80, unit: 'lb' } }], 'wrong-unit'],
  [weight, [{ valueQuantity: { value: 301, unit: 'kg', ...unit } }], 'too-high'],
  [several, [{ valueString: 'b' }, { valueString: 'a' }], undefined],
  [several, [{ valueString: 'a' }, { valueString: 'a' }], 'not-an-option'],
  [several, [{ valueString: 'd' }], 'not-an-option'],
  [several, letters, 'too-many'],
  [several, [{ valueString: 'a' }, { valueString: 'none' }], 'not-exclusive'],
  [several, [{ valueString: 'none' }], undefined],
  [{ type: 'choice', answerOption: letters }, [{ valueString: 'a' }, { valueString: 'b' }], 'too-many'],
  [{ type: 'open-choice', answerOption: letters }, [{ valueString: 'something else' }], undefined],
  [{ type: 'open-choice', answerOption: letters }, [{ valueString: ' ' }], 'not-text'],
  [{ type: 'open-choice', answerOption: letters, maxLength: 3 }, [{ valueString: 'long' }], 'too-long'],
  [
    { type: 'open-choice', repeats: true, answerOption: letters },
    [{ valueString: 'x' }, { valueString: 'y' }],
    'not-an-option',
  ],
]

for (const [item, values, fault] of CASES) {
  const asked = JSON.stringify(item).slice(0, 60)
  test(`${asked}: ${JSON.stringify(values).slice(0, 60)} is ${fault ?? 'taken'}`, () => {
    const definition = definitionOf({ linkId: 'q', text: 'Q?', ...item })
    assert.equal(validateAnswer(definition, definition.item[0] as DefinitionItem, values)?.kind, fault)
  })
}
