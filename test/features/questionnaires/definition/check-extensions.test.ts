import { hl7, resourceOf, testRefused, yesNo } from './definitions.ts'

testRefused([
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
  [
    'minOccurs alone',
    resourceOf({ ...yesNo, extension: [hl7('questionnaire-minOccurs', { valueInteger: 2 })] }),
    /minOccurs needs required and repeats/,
  ],
])
