import type { Definition, DefinitionItem } from '../definition/definition.ts'
import { FLAG, MAX_VALUE, UNIT, UNIT_OPTION } from '../definition/extensions.ts'

const yesOrNo = (linkId: string, text: string, more: Partial<DefinitionItem> = {}): DefinitionItem => ({
  linkId,
  type: 'boolean',
  text,
  required: true,
  ...more,
})

const kg = { system: 'http://unitsofmeasure.org', code: 'kg', display: 'kg' }
const stone = { system: 'http://unitsofmeasure.org', code: '[stone_av]', display: 'stone' }
const codes = (...texts: string[]) =>
  texts.map((display, index) => ({ valueCoding: { code: String(index), display } }))

const COUNTRIES =
  'England,Scotland,Wales,Northern Ireland,France,Germany,India,Ireland,Italy,Jamaica,Kenya,Nigeria,Pakistan,Poland,Portugal,Romania,Spain'

/** A question of every kind, what depends on an answer, something to add several of, a small group, and a flag. */
const item: readonly DefinitionItem[] = [
  { linkId: 'welcome', type: 'display', text: 'We ask everyone this before an operation.' },
  yesOrNo('smokes', 'Do you smoke?'),
  {
    linkId: 'how-many',
    type: 'integer',
    text: 'How many cigarettes do you smoke a day?',
    required: true,
    enableWhen: [{ question: 'smokes', operator: '=', answerBoolean: true }],
    extension: [{ url: MAX_VALUE, valueInteger: 200 }],
  },
  {
    linkId: 'stopping',
    type: 'text',
    text: 'What would help you to stop?',
    maxLength: 300,
    enableWhen: [{ question: 'smokes', operator: '=', answerBoolean: true }],
  },
  {
    linkId: 'measures',
    type: 'group',
    text: 'Your weight and height',
    item: [
      {
        linkId: 'weight',
        type: 'quantity',
        text: 'Weight',
        required: true,
        extension: [kg, stone].map(valueCoding => ({ url: UNIT_OPTION, valueCoding })),
      },
      {
        linkId: 'height',
        type: 'quantity',
        text: 'Height',
        extension: [
          { url: UNIT, valueCoding: { system: 'http://unitsofmeasure.org', code: 'cm', display: 'cm' } },
        ],
        item: [{ linkId: 'height-help', type: 'display', text: 'A guess is fine.' }],
      },
    ],
  },
  {
    linkId: 'lives',
    type: 'choice',
    text: 'Who do you live with?',
    answerOption: codes('Alone', 'With family or friends', 'In a care home'),
  },
  {
    linkId: 'born',
    type: 'open-choice',
    text: 'Where were you born?',
    required: true,
    answerOption: codes(...COUNTRIES.split(',')),
  },
  {
    linkId: 'needs',
    type: 'choice',
    text: 'What do you need at the hospital?',
    repeats: true,
    answerOption: codes('A hearing loop', 'A sign language interpreter', 'Step-free access'),
  },
  { linkId: 'last', type: 'date', text: 'When was your last operation?' },
  { linkId: 'eaten', type: 'time', text: 'When do you usually have breakfast?' },
  {
    linkId: 'home',
    type: 'string',
    text: 'Who will take you home?',
    required: true,
    item: [{ linkId: 'home-help', type: 'display', text: 'You cannot drive on the day.' }],
  },
  {
    linkId: 'medicines',
    type: 'group',
    text: 'Medicines that you take',
    repeats: true,
    item: [
      { linkId: 'medicine', type: 'string', text: 'What is the medicine called?', required: true },
      {
        linkId: 'daily',
        type: 'group',
        text: 'How you take it',
        item: [yesOrNo('every-day', 'Do you take it every day?')],
      },
    ],
  },
  {
    linkId: 'clinic',
    type: 'group',
    text: 'What we know already',
    item: [
      {
        linkId: 'clinic-name',
        type: 'string',
        text: 'Your operation',
        readOnly: true,
        initial: [{ valueString: 'As written in your letter' }],
      },
      { linkId: 'clinic-right', type: 'string', text: 'If this is wrong, what is right?' },
    ],
  },
  yesOrNo('pain', 'Do you have chest pain now?'),
  {
    linkId: 'pain-now',
    type: 'display',
    text: 'Chest pain can be serious. If it does not go away in a few minutes, call 999.',
    enableWhen: [{ question: 'pain', operator: '=', answerBoolean: true }],
    extension: [{ url: FLAG, valueBoolean: true }],
  },
]

export const everyKind: Definition = {
  resourceType: 'Questionnaire',
  url: 'https://portal.example/every-kind',
  version: '1',
  title: 'Getting ready for your operation',
  status: 'active',
  item,
}
