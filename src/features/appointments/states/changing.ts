import { FIRST, type State, type Step } from '../../../dev/catalogue/state.ts'
import { AMIRA, ELEANOR, WILHELMINA, XIAOLONG } from '../../../dev/demonstration/nhs-numbers.ts'
import { addressOf, CARDIOLOGY, DERMATOLOGY } from '../demonstration/addresses.ts'

const CONTINUE = { press: 'Continue' }
const WHY: Step[] = [{ choose: 'I cannot get there' }, CONTINUE]
const DAY: Step[] = [{ choose: FIRST }, CONTINUE]
const CANCEL = `${CARDIOLOGY}/cancel`
const MOVE = `${CARDIOLOGY}/reschedule`

const amira = (
  page: string,
  state: string,
  title: string,
  address: string,
  steps: readonly Step[] = [],
  more: Partial<State> = {},
): State => ({ page: `appointments/${page}`, state, person: AMIRA, address, steps, title, ...more })

const meanwhile = (happening: string): Step => ({ meanwhile: happening })

/** The pages for cancelling, and for moving at once. */
export const changing: readonly State[] = [
  amira('cancel-appointment', 'at once', 'Why are you cancelling?', CANCEL),
  amira('cancel-appointment', 'nothing chosen', 'Error: Why are you cancelling?', CANCEL, [CONTINUE], {
    status: 400,
  }),
  amira('cancel-appointment', 'saved, without scripts', 'Saved: Why are you cancelling?', CANCEL, [
    { choose: 'I cannot get there' },
    { press: 'Save and carry on' },
  ]),
  amira('cancel-appointment', 'cannot be moved instead', 'Why are you cancelling?', CANCEL, [], {
    before: ['The cardiology clinic stops moving appointments online'],
  }),
  amira('cancel-appointment', 'on request', 'Why do you want to cancel?', `${DERMATOLOGY}/cancel`),
  amira('cancel-appointment', 'inside the NHS App', 'Why are you cancelling?', CANCEL, [], {
    inside: 'NHS App on a phone',
  }),
  amira('cancel-appointment', 'very long names', 'Why do you want to cancel?', '', [], {
    person: WILHELMINA,
    address: `${addressOf(WILHELMINA, 'long')}/cancel`,
  }),
  amira('confirm-cancellation', 'at once', 'Are you sure you want to cancel?', CANCEL, WHY),
  amira(
    'confirm-cancellation',
    'on request',
    'Do you want to ask to cancel this appointment?',
    `${DERMATOLOGY}/cancel`,
    WHY,
  ),
  amira(
    'confirm-cancellation',
    'very long names',
    'Do you want to ask to cancel this appointment?',
    '',
    WHY,
    {
      person: WILHELMINA,
      address: `${addressOf(WILHELMINA, 'long')}/cancel`,
    },
  ),
  amira('cancellation-received', 'cancelled at once', 'Appointment cancelled', CANCEL, [
    ...WHY,
    { press: 'Cancel appointment' },
  ]),
  amira(
    'cancellation-received',
    'asked for',
    'We have sent your request to cancel',
    `${DERMATOLOGY}/cancel`,
    [...WHY, { press: 'Ask to cancel appointment' }],
  ),

  amira('choose-day', 'many days', 'Choose a new day', `${MOVE}/choose-day`),
  amira('choose-day', 'nothing chosen', 'Error: Choose a new day', MOVE, [CONTINUE], { status: 400 }),
  amira('choose-day', 'later days', 'Choose a new day', MOVE, [{ press: 'See later days' }]),
  amira(
    'choose-day',
    'the last days',
    'Choose a new day',
    MOVE,
    Array.from({ length: 2 }, () => ({ press: 'See later days' })),
  ),
  amira(
    'choose-day',
    'after the last',
    'There are no other times online',
    `${MOVE}/choose-day?after=9999-12-31`,
  ),
  amira('choose-day', 'one time on a day', 'Choose a new day', MOVE, [], {
    before: ['All but one of the free times on the first free day in cardiology are taken'],
  }),
  amira('choose-day', 'no free times', 'There are no other times online', '', [], {
    person: XIAOLONG,
    address: `${addressOf(XIAOLONG, 'no-free-times')}/reschedule`,
  }),
  amira(
    'choose-day',
    'the whole day was taken meanwhile',
    'That time is no longer free: choose a new day',
    MOVE,
    [
      ...DAY,
      { choose: FIRST },
      meanwhile('All free times on the first free day in cardiology are taken'),
      CONTINUE,
    ],
    { status: 409 },
  ),
  amira(
    'choose-day',
    'every time was taken meanwhile',
    'That time is no longer free: there are no other times online',
    MOVE,
    [...DAY, { choose: FIRST }, meanwhile('All free times in cardiology are taken'), CONTINUE],
    { status: 409 },
  ),
  amira('choose-time', 'several', 'Choose a time on …', MOVE, DAY),
  amira('choose-time', 'nothing chosen', 'Error: Choose a time on …', MOVE, [...DAY, CONTINUE], {
    status: 400,
  }),
  amira(
    'choose-time',
    'the time was taken meanwhile',
    'That time is no longer free: choose a time on …',
    MOVE,
    [
      ...DAY,
      { choose: FIRST },
      meanwhile('Another patient takes the first free time in cardiology'),
      CONTINUE,
    ],
    { status: 409 },
  ),
  amira('check-new-time', 'to confirm', 'Check your new appointment', MOVE, [...DAY, ...DAY]),
  amira('reschedule-received', 'moved at once', 'Appointment rescheduled', MOVE, [
    ...DAY,
    ...DAY,
    { press: 'Confirm new appointment' },
  ]),
  amira('choose-time', 'the clinician is not known yet', 'Choose a time on …', MOVE, DAY, {
    before: ['The free times in cardiology have no clinician yet'],
  }),
  amira(
    'check-new-time',
    'the clinician is not known yet',
    'Check your new appointment',
    MOVE,
    [...DAY, ...DAY],
    {
      before: ['The free times in cardiology have no clinician yet'],
    },
  ),
  amira('choose-time', 'another clinician at one time', 'Choose a time on …', MOVE, DAY, {
    before: ['The first free time in cardiology is with another clinician'],
  }),
  amira('choose-time', 'another clinician and hospital at one time', 'Choose a time on …', MOVE, DAY, {
    before: [
      'The first free time in cardiology is with another clinician',
      'The first free time in cardiology is at another hospital',
    ],
  }),
  amira(
    'reschedule-received',
    'moved at once, by phone',
    'Appointment rescheduled',
    '',
    [...DAY, ...DAY, { press: 'Confirm new appointment' }],
    { person: ELEANOR, address: `${addressOf(ELEANOR, 'phone')}/reschedule` },
  ),
  amira('choose-time', 'by phone', 'Choose a time on …', '', DAY, {
    person: ELEANOR,
    address: `${addressOf(ELEANOR, 'phone')}/reschedule`,
  }),
  amira('check-new-time', 'by phone', 'Check your new appointment', '', [...DAY, ...DAY], {
    person: ELEANOR,
    address: `${addressOf(ELEANOR, 'phone')}/reschedule`,
  }),
]
