import { hl7, resourceOf, testRefused, yesNo } from './definitions.ts'

testRefused([
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
  ['no text', resourceOf({ linkId: 'q', type: 'string' }), /item "q": there is no text to show/],
  [
    'huge text',
    resourceOf({ ...yesNo, text: 'x'.repeat(20_001) }),
    /item "smoke": "text" is longer than 20000 characters/,
  ],
  ['half a character', resourceOf({ ...yesNo, text: 'x\ud800' }), /has characters that no text can have/],
  [
    'a link id that is too long for a page',
    resourceOf({ ...yesNo, linkId: 'x'.repeat(256) }),
    /"linkId" is longer than 255 characters/,
  ],
  [
    'no answer is long enough',
    resourceOf({
      ...yesNo,
      type: 'string',
      maxLength: 5,
      extension: [hl7('minLength', { valueInteger: 6 })],
    }),
    /minLength is greater than 5/,
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
])
