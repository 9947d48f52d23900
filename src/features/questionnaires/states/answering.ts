import { PORTAL, type State, type Step } from '../../../dev/catalogue/state.ts'
import { AMIRA, BRIAN, CHLOE, DAVID } from '../../../dev/demonstration/nhs-numbers.ts'
import { questionnaireId } from '../demonstration.ts'

const of = (nhsNumber: string, name: string) => `${PORTAL}/questionnaire/${questionnaireId(nhsNumber, name)}`
const AMIRAS = of(AMIRA, 'to-answer')
const BRIANS = of(BRIAN, 'started')
const TITLE = 'Getting ready for your operation'
const WRONG = { status: 400 }
const CONFLICT = { status: 409 }
const CONTINUE: Step = { press: 'Continue' }
const SAVE: Step = { press: 'Save and carry on' }
const YES: Step = { choose: 'Yes' }
const NO: Step = { choose: 'No' }

const page = (
  name: string,
  state: string,
  title: string,
  steps: readonly Step[] = [],
  more: Partial<State> = {},
): State => ({
  page: `questionnaires/${name}`,
  state,
  person: AMIRA,
  address: AMIRAS,
  title,
  steps,
  ...more,
})

const brian = (steps: readonly Step[], more: Partial<State> = {}): Partial<State> => ({
  person: BRIAN,
  address: BRIANS,
  steps: [{ press: 'Carry on' }, ...steps],
  ...more,
})

const START: Step = { press: 'Start now' }
const SMOKER = [START, YES, CONTINUE]
const TO_WORDS = [...SMOKER, { write: '12', into: 'How many cigarettes do you smoke a day?' }, CONTINUE]
const TO_MEASURES = [START, NO, CONTINUE]
const TO_LIVES = [...TO_MEASURES, { write: '72.5', into: 'Weight' }, { choose: 'kg' }, CONTINUE]
const TO_BORN = [...TO_LIVES, { choose: 'Alone' }, CONTINUE]
const TO_KNOWN: Step[] = [{ choose: 'No, carry on' }, CONTINUE]
const TO_PAIN: Step[] = [...TO_KNOWN, CONTINUE]
const TO_CHECK: Step[] = [...TO_PAIN, NO, CONTINUE]
const IN_PAIN: Step[] = [...TO_PAIN, YES, CONTINUE]
const WEIGHT = 'Your weight and height'
const MEDICINES = 'Medicines that you take'
const CHECK = 'Check your answers before you send them'
const ANOTHER_DEVICE: Step = { meanwhile: 'Brian answers on another device' }
const TAKEN_BACK: Step = { meanwhile: 'The hospital takes back what it asked Brian' }
const at = (number: number): Partial<State> => ({
  person: BRIAN,
  address: `${BRIANS}/question?number=${number}`,
})

/** The pages on which a patient answers a questionnaire. */
export const answering: readonly State[] = [
  page(
    'view-questionnaire',
    'taken back while it was answered',
    `You do not need to answer: ${TITLE}`,
    [{ write: 'My neighbour, I think', into: 'Who will take you home?' }, TAKEN_BACK, CONTINUE],
    { ...at(8), ...CONFLICT },
  ),
  page('answer-question', 'yes or no, after a text', 'Do you smoke?', [START]),
  page('answer-question', 'not answered', 'Error: Do you smoke?', [START, CONTINUE], WRONG),
  page('answer-question', 'a number', 'How many cigarettes do you smoke a day?', SMOKER),
  page('answer-question', 'their own words', 'What would help you to stop? (optional)', TO_WORDS),
  page('answer-question', 'saved, without scripts', 'Saved: What would help you to stop? (optional)', [
    ...TO_WORDS,
    { write: 'Patches', into: 'What would help you to stop? (optional)' },
    SAVE,
  ]),
  page('answer-question', 'a small group', WEIGHT, TO_MEASURES),
  page(
    'answer-question',
    'a small group, not answered',
    `Error: ${WEIGHT}`,
    [...TO_MEASURES, CONTINUE],
    WRONG,
  ),
  page('answer-question', 'one of several', 'Who do you live with? (optional)', TO_LIVES),
  page('answer-question', 'one of many, or another', 'Where were you born?', TO_BORN),
  page('answer-question', 'some of several', 'What do you need at the hospital? (optional)', [], at(5)),
  page('answer-question', 'a date', 'When was your last operation? (optional)', [], at(6)),
  page(
    'answer-question',
    'no real date',
    'Error: When was your last operation? (optional)',
    [{ write: '40', into: 'Day' }, CONTINUE],
    { ...at(6), ...WRONG },
  ),
  page('answer-question', 'a time', 'When do you usually have breakfast? (optional)', [], at(7)),
  page('answer-question', 'a line', 'Who will take you home?', [], at(8)),
  page('answer-question', 'of what was added', 'Do you take it every day?', [], at(10)),
  page(
    'answer-question',
    'what the hospital knows',
    'If this is wrong, what is right? (optional)',
    [],
    brian(TO_KNOWN),
  ),
  page(
    'answer-question',
    'changed on another device',
    'Who will take you home?',
    [ANOTHER_DEVICE, CONTINUE],
    {
      ...at(8),
      ...CONFLICT,
    },
  ),
  page(
    'add-another',
    'nothing added',
    MEDICINES,
    [],
    brian([{ choose: 'Remove 1. Aspirin' }, CONTINUE, { choose: 'Remove 1. Salbutamol' }, CONTINUE]),
  ),
  page('add-another', 'two added', MEDICINES, [], brian([])),
  page('add-another', 'nothing chosen', `Error: ${MEDICINES}`, [], brian([CONTINUE], WRONG)),
  page(
    'add-another',
    'changed on another device',
    MEDICINES,
    [],
    brian([{ choose: 'No, carry on' }, ANOTHER_DEVICE, CONTINUE], CONFLICT),
  ),
  page(
    'add-another',
    'saved, without scripts',
    `Saved: ${MEDICINES}`,
    [],
    brian([{ choose: 'No, carry on' }, SAVE]),
  ),
  page(
    'answers-changed',
    'with what was written',
    'Your answers have changed',
    [
      { write: 'My neighbour, I think', into: 'Who will take you home?' },
      { meanwhile: 'Brian starts again on another device' },
      CONTINUE,
    ],
    { ...at(8), ...CONFLICT },
  ),
  page(
    'answers-changed',
    'nothing written',
    'Your answers have changed',
    [{ meanwhile: 'Brian starts again on another device' }, CONTINUE],
    { ...at(6), ...CONFLICT },
  ),
  page('get-help-now', 'a flagged answer', 'Get help now', [], brian(IN_PAIN)),
  page(
    'check-answers',
    'everything is sent',
    CHECK,
    [],
    brian([
      ...TO_CHECK,
      { open: `${BRIANS}/question?number=1` },
      YES,
      CONTINUE,
      { write: '12', into: 'How many cigarettes do you smoke a day?' },
      CONTINUE,
    ]),
  ),
  page('check-answers', 'with words that are not sent', CHECK, [], brian(TO_CHECK)),
  page(
    'check-answers',
    'changed on another device',
    CHECK,
    [],
    brian([...TO_CHECK, ANOTHER_DEVICE, { press: 'Send my answers' }], CONFLICT),
  ),
  page(
    'questionnaire-sent',
    'nothing flagged',
    'We have sent your answers',
    [],
    brian([...TO_CHECK, { press: 'Send my answers' }]),
  ),
  page('questionnaire-sent', 'a flagged answer', 'We have sent your answers', [], {
    person: CHLOE,
    address: `${of(CHLOE, 'flagged')}/sent`,
  }),
  page('questionnaire-sent', 'about an appointment', 'We have sent your answers', [], {
    person: DAVID,
    address: `${of(DAVID, 'reviewed')}/sent`,
  }),
]
