import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checked, faultsOf, hl7, resourceOf } from './definitions.ts'

const yesNo = { linkId: 'smoke', text: 'Do you smoke?', type: 'boolean' }
const colour = {
  linkId: 'colour',
  text: 'Which colour?',
  type: 'choice',
  answerOption: [
    { valueCoding: { system: 'urn:c', code: 'red', display: 'Red' } },
    { valueCoding: { system: 'urn:c', code: 'blue' } },
  ],
}

test('a questionnaire with everything that is supported is taken as it is', () => {
  const everything = {
    ...resourceOf(
      { linkId: 'about', type: 'display', text: 'About you' },
      {
        ...yesNo,
        code: [{ system: 'urn:c', code: 'x' }],
        definition: 'urn:d#x',
        prefix: '1.',
        required: true,
      },
      {
        linkId: 'name',
        type: 'string',
        text: 'Name',
        maxLength: 100,
        initial: [{ valueString: 'Sam' }],
        readOnly: true,
      },
      { linkId: 'more', type: 'text', text: 'More', extension: [hl7('minLength', { valueInteger: 2 })] },
      {
        linkId: 'weight',
        type: 'quantity',
        text: 'Weight',
        extension: [
          hl7('questionnaire-unit', {
            valueCoding: { system: 'http://unitsofmeasure.org', code: 'kg', display: 'kg' },
          }),
          hl7('minValue', { valueDecimal: 20 }),
          hl7('maxDecimalPlaces', { valueInteger: 1 }),
        ],
        enableWhen: [
          { question: 'smoke', operator: 'exists', answerBoolean: true },
          { question: 'colour', operator: '!=', answerCoding: { system: 'urn:c', code: 'red' } },
        ],
        enableBehavior: 'any',
        item: [{ linkId: 'help', type: 'display', text: 'In kilograms' }],
      },
      {
        linkId: 'born',
        type: 'date',
        text: 'Born',
        extension: [hl7('minValue', { valueDate: '1900-01-01' })],
      },
      { linkId: 'at', type: 'time', text: 'At', initial: [{ valueTime: '09:30:00' }] },
      colour,
      { linkId: 'set', type: 'open-choice', text: 'Other', answerValueSet: '#colours', repeats: true },
      {
        linkId: 'medicines',
        type: 'group',
        repeats: true,
        required: true,
        extension: [
          hl7('questionnaire-minOccurs', { valueInteger: 1 }),
          hl7('questionnaire-maxOccurs', { valueInteger: 4 }),
        ],
        item: [{ linkId: 'medicine', type: 'string', text: 'Medicine', required: true }],
      },
      {
        linkId: 'source',
        type: 'string',
        initial: [{ valueString: 'web' }],
        extension: [hl7('questionnaire-hidden', { valueBoolean: true })],
      },
    ),
    contained: [
      {
        resourceType: 'ValueSet',
        id: 'colours',
        status: 'active',
        compose: { include: [{ system: 'urn:c', concept: [{ code: 'red' }] }] },
      },
    ],
    description: 'Asks about you',
    extension: [hl7('structuredefinition-wg', { valueCode: 'pc' })],
  }
  assert.equal(checked(everything), everything)
})

const REFUSED: [why: string, resource: unknown, fault: RegExp][] = [
  ['no object', 5, /not of the right type/],
  ['no items', { ...resourceOf(), item: undefined }, /"item" is missing/],
  ['no version', { ...resourceOf(yesNo), version: undefined }, /"version" is missing/],
  ['retired', { ...resourceOf(yesNo), status: 'retired' }, /"status" is "retired", which is not supported/],
  ['implicitRules', { ...resourceOf(yesNo), implicitRules: 'urn:x' }, /"implicitRules" is not supported/],
  [
    'modifierExtension',
    { ...resourceOf(yesNo), modifierExtension: [{}] },
    /"modifierExtension" is not supported/,
  ],
  ['of devices', { ...resourceOf(yesNo), subjectType: ['Device'] }, /"subjectType\[0\]" is "Device"/],
  [
    'variable',
    { ...resourceOf(yesNo), extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/variable' }] },
    /variable is not supported/,
  ],
  [
    'modifier on an item',
    resourceOf({ ...yesNo, modifierExtension: [{}] }),
    /item "smoke": "modifierExtension" is not supported/,
  ],
  [
    'attachment',
    resourceOf({ ...yesNo, type: 'attachment' }),
    /item "smoke": "type" is "attachment", which is not supported/,
  ],
  [
    'text for a boolean',
    resourceOf({ ...yesNo, required: 'true' }),
    /item "smoke": "required" must be true or false/,
  ],
  [
    'text for a number',
    resourceOf({ ...yesNo, type: 'text', maxLength: '5' }),
    /"maxLength" must be a whole number/,
  ],
  ['no linkId', resourceOf(yesNo, { ...yesNo, linkId: undefined }), /item at item\[1\]: "linkId" is missing/],
  ['linkId of dots', resourceOf({ ...yesNo, linkId: '..' }), /cannot be only dots/],
  [
    'linkId twice',
    resourceOf(yesNo, { linkId: 'g', type: 'group', item: [yesNo] }),
    /item "smoke": its linkId is there twice/,
  ],
  ['no text', resourceOf({ linkId: 'q', type: 'string' }), /item "q": there is no text to show/],
  [
    'huge text',
    resourceOf({ ...yesNo, text: 'x'.repeat(20_001) }),
    /item "smoke": "text" is longer than 20000 characters/,
  ],
  ['half a character', resourceOf({ ...yesNo, text: 'x\ud800' }), /has characters that no text can have/],
  [
    'expression',
    resourceOf({
      ...yesNo,
      extension: [
        {
          url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression',
          valueExpression: {},
        },
      ],
    }),
    /item "smoke": the extension .*calculatedExpression is not supported/,
  ],
  [
    'extension of another type',
    resourceOf({ ...yesNo, extension: [hl7('maxDecimalPlaces', { valueInteger: 2 })] }),
    /maxDecimalPlaces is not supported on type boolean/,
  ],
  [
    'extension without value',
    resourceOf({ ...yesNo, extension: [hl7('questionnaire-hidden', {})] }),
    /questionnaire-hidden: "valueBoolean" is missing/,
  ],
  [
    'extension twice',
    resourceOf({
      ...yesNo,
      type: 'integer',
      extension: [hl7('minValue', { valueInteger: 1 }), hl7('minValue', { valueInteger: 2 })],
    }),
    /minValue is there twice/,
  ],
  [
    'a date as the least number',
    resourceOf({ ...yesNo, type: 'integer', extension: [hl7('minValue', { valueDate: '2020-01-01' })] }),
    /must be of type integer/,
  ],
  [
    'least over most',
    resourceOf({
      ...yesNo,
      type: 'date',
      extension: [hl7('minValue', { valueDate: '2020-01-02' }), hl7('maxValue', { valueDate: '2020-01-01' })],
    }),
    /minValue is greater/,
  ],
  [
    'an extension of a text',
    resourceOf({ ...yesNo, _text: { extension: [{ url: 'urn:x' }] } }),
    /item "smoke": the extension urn:x is not supported/,
  ],
  ['empty group', resourceOf({ linkId: 'g', type: 'group', text: 'G' }), /a group must have items/],
  [
    'display with items',
    resourceOf({ linkId: 'd', type: 'display', text: 'D', item: [yesNo] }),
    /a display cannot have items/,
  ],
  [
    'required display',
    resourceOf({ linkId: 'd', type: 'display', text: 'D', required: true }),
    /a display cannot be required/,
  ],
  [
    'initial of a group',
    resourceOf({ linkId: 'g', type: 'group', initial: [{ valueString: 'x' }], item: [yesNo] }),
    /only a question can have an initial/,
  ],
  [
    'options of a text',
    resourceOf({ ...yesNo, type: 'text', answerOption: [{ valueString: 'x' }] }),
    /only a choice can have options/,
  ],
  ['choice without options', resourceOf({ ...yesNo, type: 'choice' }), /a choice must have options/],
  ['both kinds of options', resourceOf({ ...colour, answerValueSet: '#x' }), /cannot have both/],
  [
    'remote value set',
    resourceOf({ ...yesNo, type: 'choice', answerValueSet: 'http://loinc.org/vs/LL715-4' }),
    /the value set http:\/\/loinc.org\/vs\/LL715-4 is not contained/,
  ],
  [
    'option twice',
    resourceOf({ ...colour, answerOption: [...colour.answerOption, ...colour.answerOption] }),
    /the same option is there twice/,
  ],
  [
    'option of two values',
    resourceOf({ ...colour, answerOption: [{ valueString: 'x', valueInteger: 1 }] }),
    /must have one value/,
  ],
  [
    'reference as option',
    resourceOf({ ...colour, answerOption: [{ valueReference: {} }] }),
    /"valueReference" in "answerOption\[0\]" is not supported/,
  ],
  ['initial beside options', resourceOf({ ...colour, initial: [{ valueString: 'x' }] }), /initialSelected/],
  [
    'many initials',
    resourceOf({ ...yesNo, initial: [{ valueBoolean: true }, { valueBoolean: false }] }),
    /several initial values/,
  ],
  [
    'initial of another type',
    resourceOf({ ...yesNo, initial: [{ valueInteger: 1 }] }),
    /its initial value is refused: wrong-type/,
  ],
  [
    'initial too long',
    resourceOf({ ...yesNo, type: 'string', maxLength: 2, initial: [{ valueString: 'abc' }] }),
    /refused: too-long/,
  ],
  [
    'hidden and required',
    resourceOf({
      ...yesNo,
      required: true,
      extension: [hl7('questionnaire-hidden', { valueBoolean: true })],
    }),
    /nobody can answer it/,
  ],
  [
    'required group of optional questions',
    resourceOf({ linkId: 'g', type: 'group', required: true, item: [yesNo] }),
    /a required group needs a required question/,
  ],
  [
    'minOccurs alone',
    resourceOf({ ...yesNo, extension: [hl7('questionnaire-minOccurs', { valueInteger: 2 })] }),
    /minOccurs needs required and repeats/,
  ],
  [
    'two conditions',
    resourceOf(yesNo, {
      ...yesNo,
      linkId: 'b',
      enableWhen: [
        { question: 'smoke', operator: 'exists', answerBoolean: true },
        { question: 'smoke', operator: '=', answerBoolean: true },
      ],
    }),
    /item "b": several conditions need enableBehavior/,
  ],
  [
    'asks about nothing',
    resourceOf({ ...yesNo, enableWhen: [{ question: 'gone', operator: 'exists', answerBoolean: true }] }),
    /"gone", which is not in the questionnaire/,
  ],
  [
    'asks about a group',
    resourceOf(
      { linkId: 'g', type: 'group', item: [{ ...yesNo, linkId: 'in' }] },
      { ...yesNo, enableWhen: [{ question: 'g', operator: 'exists', answerBoolean: true }] },
    ),
    /it is not a question/,
  ],
  [
    'exists with a text',
    resourceOf(yesNo, {
      ...yesNo,
      linkId: 'b',
      enableWhen: [{ question: 'smoke', operator: 'exists', answerString: 'x' }],
    }),
    /"exists" needs answerBoolean/,
  ],
  [
    'greater than yes',
    resourceOf(yesNo, {
      ...yesNo,
      linkId: 'b',
      enableWhen: [{ question: 'smoke', operator: '>', answerBoolean: true }],
    }),
    /">" cannot compare a Boolean/,
  ],
  [
    'another type',
    resourceOf(yesNo, {
      ...yesNo,
      linkId: 'b',
      enableWhen: [{ question: 'smoke', operator: '=', answerString: 'yes' }],
    }),
    /a String cannot be compared/,
  ],
  [
    'not an option',
    resourceOf(colour, {
      ...yesNo,
      enableWhen: [{ question: 'colour', operator: '=', answerCoding: { code: 'red' } }],
    }),
    /none of its options/,
  ],
  [
    'half a date',
    resourceOf(
      { ...yesNo, linkId: 'd', type: 'date' },
      { ...yesNo, enableWhen: [{ question: 'd', operator: '>', answerDate: '2020' }] },
    ),
    /must be a whole date/,
  ],
  [
    'itself',
    resourceOf({ ...yesNo, enableWhen: [{ question: 'smoke', operator: '=', answerBoolean: true }] }),
    /because of each other: "smoke"/,
  ],
  [
    'each other',
    resourceOf(
      { ...yesNo, enableWhen: [{ question: 'b', operator: '=', answerBoolean: true }] },
      { ...yesNo, linkId: 'b', enableWhen: [{ question: 'smoke', operator: '=', answerBoolean: true }] },
    ),
    /because of each other: "smoke", "b"/,
  ],
  [
    'its own part',
    resourceOf({
      linkId: 'g',
      type: 'group',
      enableWhen: [{ question: 'smoke', operator: '=', answerBoolean: true }],
      item: [yesNo],
    }),
    /because of each other: "g", "smoke"/,
  ],
  [
    'contained resource',
    { ...resourceOf(yesNo), contained: [{ resourceType: 'Library', id: 'l' }] },
    /contained "l": only a ValueSet/,
  ],
  [
    'filter',
    {
      ...resourceOf({ ...yesNo, type: 'choice', answerValueSet: '#v' }),
      contained: [
        { resourceType: 'ValueSet', id: 'v', compose: { include: [{ system: 'urn:c', filter: [] }] } },
      ],
    },
    /contained "v": .*not supported/,
  ],
  [
    'no codes',
    {
      ...resourceOf({ ...yesNo, type: 'choice', answerValueSet: '#v' }),
      contained: [{ resourceType: 'ValueSet', id: 'v' }],
    },
    /contained "v": there are no options/,
  ],
  [
    'flag without condition',
    resourceOf(yesNo, {
      linkId: 'f',
      type: 'display',
      text: 'F',
      extension: [{ url: 'urn:patient-portal:questionnaire-flag', valueBoolean: true }],
    }),
    /a flag must have a condition/,
  ],
]

for (const [why, resource, fault] of REFUSED) {
  test(`refused, with the item and the reason: ${why}`, () => {
    const faults = faultsOf(resource)
    assert.ok(
      faults.some(each => fault.test(each)),
      faults.join('\n') || 'it was taken',
    )
  })
}

test('all that is wrong is said at once, in the order of the items, and not more than can be read', () => {
  const wrong = Array.from({ length: 150 }, (_, index) => ({ ...yesNo, linkId: `q${index}`, type: 'url' }))
  const faults = faultsOf(resourceOf(...wrong))
  assert.equal(faults.length, 101)
  assert.match(faults[0] ?? '', /"q0"/)
  assert.match(faults[99] ?? '', /"q99"/)
  assert.equal(faults.at(-1), 'and 50 more')
})

function nested(levels: number): object {
  let item: object = yesNo
  for (let level = 1; level < levels; level += 1) item = { linkId: `g${level}`, type: 'group', item: [item] }
  return resourceOf(item)
}

test('nesting is refused when it is deeper than twenty levels, however deep it is', () => {
  assert.deepEqual(faultsOf(nested(20)), [])
  assert.match(faultsOf(nested(21)).join(), /nested deeper than 20 levels/)
  assert.match(faultsOf(nested(100_000)).join(), /nested deeper than 20 levels/)
})

test('ten thousand questions are taken, and more are refused', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ ...yesNo, linkId: `q${index}` }))
  assert.deepEqual(faultsOf(resourceOf(...many(10_000))), [])
  assert.match(faultsOf(resourceOf(...many(10_001))).join(), /more than 10000 items/)
})

test('a chain of ten thousand conditions is taken if it looks back, and refused if it looks ahead', () => {
  const chain = (asked: (index: number) => number) =>
    Array.from({ length: 10_000 }, (_, index) => ({
      ...yesNo,
      linkId: `q${index}`,
      ...(asked(index) >= 0 &&
        asked(index) < 10_000 && {
          enableWhen: [{ question: `q${asked(index)}`, operator: '=', answerBoolean: true }],
        }),
    }))
  assert.deepEqual(faultsOf(resourceOf(...chain(index => index - 1))), [])
  assert.match(faultsOf(resourceOf(...chain(index => index + 1))).join(), /looks ahead at more than 500/)
  const circle = chain(index => (index + 1) % 10_000)
  assert.match(faultsOf(resourceOf(...circle)).join(), /because of each other/)
})
