import { colour, hl7, resourceOf, testRefused, yesNo } from './definitions.ts'

testRefused([
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
    'more answers than options',
    resourceOf({
      ...{ ...colour, required: true, repeats: true },
      extension: [hl7('questionnaire-minOccurs', { valueInteger: 9 })],
    }),
    /at least 9, but at most \d are possible/,
  ],
  [
    'two value sets with one id',
    {
      ...resourceOf({ ...yesNo, type: 'choice', answerValueSet: '#v' }),
      contained: ['a', 'b'].map(code => ({
        ...{ resourceType: 'ValueSet', id: 'v' },
        expansion: { contains: [{ code, display: code }] },
      })),
    },
    /contained "v": its id is there twice/,
  ],
  [
    'no codes',
    {
      ...resourceOf({ ...yesNo, type: 'choice', answerValueSet: '#v' }),
      contained: [{ resourceType: 'ValueSet', id: 'v' }],
    },
    /contained "v": there are no options/,
  ],
])
