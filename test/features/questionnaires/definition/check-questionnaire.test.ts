import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checked, colour, faultsOf, hl7, resourceOf, testRefused, yesNo } from './definitions.ts'

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

testRefused([
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
  ['of devices', { ...resourceOf(yesNo), subjectType: ['Device'] }, /"subjectType" has no Patient/],
  [
    'variable',
    { ...resourceOf(yesNo), extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/variable' }] },
    /variable is not supported/,
  ],
  ['no linkId', resourceOf(yesNo, { ...yesNo, linkId: undefined }), /item at item\[1\]: "linkId" is missing/],
  ['linkId of dots', resourceOf({ ...yesNo, linkId: '..' }), /cannot be only dots/],
  [
    'linkId twice',
    resourceOf(yesNo, { linkId: 'g', type: 'group', item: [yesNo] }),
    /item "smoke": its linkId is there twice/,
  ],
])

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
