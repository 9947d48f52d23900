import { PORTAL, type State, type Step } from '../../../dev/catalogue/state.ts'
import { AMIRA, MARGARET } from '../../../dev/demonstration/nhs-numbers.ts'
import { CARDIOLOGY } from '../../appointments/demonstration/addresses.ts'

const CONTACT_ME = `${PORTAL}/contact-me`
const START = 'Ask us to contact you'
const ABOUT = 'What do you want to ask or say?'
const HOW = 'How should we answer you?'
const OWN_WORDS = 'In your own words'
const CONTINUE: Step = { press: 'Continue' }
const SAVE: Step = { press: 'Save and carry on' }
const WRONG = { status: 400 }

/** The appointment that leads to the first page is chosen there. */
const LINK: Step = { press: 'ask us to contact you instead' }
const TO_ABOUT: Step[] = [LINK, CONTINUE]
const TO_HOW: Step[] = [
  ...TO_ABOUT,
  { choose: 'Help I need at the hospital, such as an interpreter' },
  { write: 'I cannot use stairs.\nIs there a lift?', into: OWN_WORDS },
  CONTINUE,
]
const answerBy = (way: string): Step[] => [...TO_HOW, { choose: way }, CONTINUE]
const TO_WHEN: Step[] = [
  ...answerBy('Text message'),
  { write: '07700 900 982', into: 'Your phone number' },
  CONTINUE,
]
const RELAY_WHEN: Step[] = [
  ...answerBy('Call with Relay UK'),
  { write: '07700 900 982', into: 'Your phone number' },
  CONTINUE,
]
const TO_CHECK: Step[] = [...TO_WHEN, { choose: 'Any time' }, CONTINUE]
const LETTER: Step[] = [
  { choose: 'Something else at Fernhollow University Hospitals NHS Trust' },
  CONTINUE,
  { choose: 'Something else' },
  { write: 'May I bring my dog?', into: OWN_WORDS },
  CONTINUE,
  { choose: 'Letter' },
  CONTINUE,
  { write: '5 Elm Row\nFernhollow\nFH2 7QQ', into: 'Your postal address' },
  CONTINUE,
]
const SEND: Step = { press: 'Send request' }

const page = (
  name: string,
  state: string,
  title: string,
  steps: readonly Step[],
  more: Partial<State> = {},
): State => ({
  page: `contact-requests/${name}`,
  state,
  person: AMIRA,
  address: CARDIOLOGY,
  steps,
  title,
  ...more,
})

const withoutAppointment = { address: CONTACT_ME }

/** The pages on which a patient asks to be contacted. */
export const asking: readonly State[] = [
  page('choose-contact-place', 'from an appointment', START, [LINK]),
  page('choose-contact-place', 'nothing chosen', `Error: ${START}`, [CONTINUE], {
    ...WRONG,
    ...withoutAppointment,
  }),
  page('choose-contact-place', 'no appointments', START, [], {
    person: MARGARET,
    ...withoutAppointment,
  }),
  page('choose-contact-place', 'no appointments, and nothing chosen', `Error: ${START}`, [CONTINUE], {
    person: MARGARET,
    ...WRONG,
    ...withoutAppointment,
  }),
  page('choose-contact-place', 'saved, without scripts', `Saved: ${START}`, [LINK, SAVE]),
  page('contact-about', 'asked', ABOUT, TO_ABOUT),
  page('contact-about', 'nothing chosen or written', `Error: ${ABOUT}`, [...TO_ABOUT, CONTINUE], WRONG),
  page('contact-about', 'saved, without scripts', `Saved: ${ABOUT}`, [
    ...TO_ABOUT,
    { write: 'I cannot use stairs.', into: OWN_WORDS },
    SAVE,
  ]),
  page('contact-how', 'asked', HOW, TO_HOW),
  page('contact-how', 'nothing chosen', `Error: ${HOW}`, [...TO_HOW, CONTINUE], WRONG),
  page('contact-to', 'a number to text', 'Which number should we text?', answerBy('Text message')),
  page(
    'contact-to',
    'no number',
    'Error: Which number should we text?',
    [...answerBy('Text message'), CONTINUE],
    WRONG,
  ),
  page('contact-to', 'an email address', 'Which email address should we write to?', answerBy('Email')),
  page(
    'contact-to',
    'no email address',
    'Error: Which email address should we write to?',
    [...answerBy('Email'), CONTINUE],
    WRONG,
  ),
  page('contact-to', 'a postal address', 'Which address should we write to?', answerBy('Letter')),
  page(
    'contact-to',
    'no postal address',
    'Error: Which address should we write to?',
    [...answerBy('Letter'), CONTINUE],
    WRONG,
  ),
  page(
    'contact-to',
    'a number for Relay UK',
    'Which number should we call with Relay UK?',
    answerBy('Call with Relay UK'),
  ),
  page('contact-when', 'for a text', 'When can we text you?', TO_WHEN),
  page('contact-when', 'for a call', 'When can we call you?', RELAY_WHEN),
  page('contact-when', 'nothing chosen', 'Error: When can we text you?', [...TO_WHEN, CONTINUE], WRONG),
  page(
    'check-contact-request',
    'about an appointment, by text',
    'Check your request before you send it',
    TO_CHECK,
  ),
  page(
    'check-contact-request',
    'about something else, by letter',
    'Check your request before you send it',
    LETTER,
    withoutAppointment,
  ),
  page('contact-request-received', 'about an appointment', 'We have your request', [...TO_CHECK, SEND]),
  page(
    'contact-request-received',
    'about something else',
    'We have your request',
    [...LETTER, SEND],
    withoutAppointment,
  ),
  page('view-contact-request', 'just received', 'Your contact request from …', [
    ...TO_CHECK,
    SEND,
    { press: 'View your request' },
  ]),
]
