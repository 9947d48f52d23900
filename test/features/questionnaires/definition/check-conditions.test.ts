import { colour, resourceOf, testRefused, yesNo } from './definitions.ts'

testRefused([
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
    'flag without condition',
    resourceOf(yesNo, {
      linkId: 'f',
      type: 'display',
      text: 'F',
      extension: [{ url: 'urn:patient-portal:questionnaire-flag', valueBoolean: true }],
    }),
    /a flag must have a condition/,
  ],
])
