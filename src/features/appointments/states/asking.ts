import { FIRST, type State, type Step } from '../../../dev/catalogue/state.ts'
import { AMIRA, GEORGE, HANNAH, WILHELMINA } from '../../../dev/demonstration/nhs-numbers.ts'
import { addressOf, CARDIOLOGY, DERMATOLOGY } from '../demonstration/addresses.ts'

const CONTINUE = { press: 'Continue' }
const ASK = `${DERMATOLOGY}/reschedule`
const LONG = { person: WILHELMINA, address: `${addressOf(WILHELMINA, 'long')}/reschedule` }
const AVOID = 'Which dates can you not make? (optional)'
const DAYS: Step[] = [{ choose: 'Monday' }, { choose: 'Sunday, if there is a clinic' }, CONTINUE]
const ANY_TIMES: Step[] = [{ choose: 'Any day' }, CONTINUE, { choose: 'Any time' }, CONTINUE]
const TIMES: Step[] = [...DAYS, { choose: 'Morning' }, CONTINUE]
const DATES: Step[] = [...TIMES, { write: '3 to 17 August\nand bank holidays', into: AVOID }, CONTINUE]
const NO_DATES: Step[] = [...TIMES, CONTINUE]
const REASON: Step[] = [{ choose: 'I do not have anyone to come with me' }, CONTINUE]

const asking = (
  page: string,
  state: string,
  title: string,
  steps: readonly Step[] = [],
  more: Partial<State> = {},
): State => ({
  page: `appointments/${page}`,
  state,
  person: AMIRA,
  address: ASK,
  steps,
  title,
  ...more,
})

const WHICH_DAYS = 'Which days suit you?'
const WHICH_TIMES = 'Which times of day suit you?'
const WHY = 'Why do you need a different time?'
const UNANSWERED = { status: 400 }

/** The pages on which a patient asks the booking team for another time. */
export const askingForAnotherTime: readonly State[] = [
  asking('reschedule-days', 'asked', WHICH_DAYS),
  asking('reschedule-days', 'nothing chosen', `Error: ${WHICH_DAYS}`, [CONTINUE], UNANSWERED),
  asking('reschedule-days', 'saved, without scripts', `Saved: ${WHICH_DAYS}`, [
    { choose: 'Monday' },
    { press: 'Save and carry on' },
  ]),
  asking('reschedule-days', 'very long names', WHICH_DAYS, [], LONG),
  asking('reschedule-times', 'asked', WHICH_TIMES, DAYS),
  asking('reschedule-times', 'nothing chosen', `Error: ${WHICH_TIMES}`, [...DAYS, CONTINUE], UNANSWERED),
  asking('reschedule-dates-to-avoid', 'saved, without scripts', `Saved: ${AVOID}`, [
    ...TIMES,
    { write: '3 to 17 August\nand bank holidays', into: AVOID },
    { press: 'Save and carry on' },
  ]),
  asking('reschedule-dates-to-avoid', 'asked', AVOID, TIMES),
  asking(
    'reschedule-dates-to-avoid',
    'too much written',
    `Error: ${AVOID}`,
    [...TIMES, { write: '3 May '.repeat(100), into: AVOID }, CONTINUE],
    UNANSWERED,
  ),
  asking('reschedule-reason', 'asked', WHY, NO_DATES),
  asking('reschedule-reason', 'nothing chosen', `Error: ${WHY}`, [...NO_DATES, CONTINUE], UNANSWERED),
  asking('check-request', 'with dates to avoid', 'Check your request for another time', [
    ...DATES,
    ...REASON,
  ]),
  asking('check-request', 'without', 'Check your request for another time', [...NO_DATES, ...REASON]),
  asking('check-request', 'any day and any time', 'Check your request for another time', [
    ...ANY_TIMES,
    CONTINUE,
    ...REASON,
  ]),
  asking(
    'check-request',
    'very long names',
    'Check your request for another time',
    [...DATES, ...REASON],
    LONG,
  ),
  asking('reschedule-received', 'asked for', 'We have sent your request to reschedule', [
    ...DATES,
    ...REASON,
    { press: 'Ask to reschedule appointment' },
  ]),
]

const cannot = (
  state: string,
  kind: 'cancel' | 'reschedule',
  person: string,
  appointment: string,
  before: readonly string[] = [],
): State => ({
  page: 'appointments/cannot-change',
  state,
  person,
  address: `${appointment}/${kind}`,
  before,
  title: `You cannot ${kind} this appointment online`,
  status: 409,
})

const changed = (state: string, ...happened: string[]): State => ({
  page: 'appointments/appointment-changed',
  state,
  person: AMIRA,
  address: `${CARDIOLOGY}/cancel`,
  steps: [
    { choose: 'Another reason' },
    CONTINUE,
    ...happened.map(meanwhile => ({ meanwhile })),
    { press: 'Cancel appointment' },
  ],
  title: 'This appointment changed while you were looking at it',
  status: 409,
})

/** Expected refusals: a rule forbids the change, or the appointment has changed since the patient saw it. */
export const stopped: readonly State[] = [
  cannot('too late', 'cancel', GEORGE, addressOf(GEORGE, 'too-late-to-change')),
  cannot('a two-week wait', 'reschedule', GEORGE, addressOf(GEORGE, 'phone-only')),
  cannot('moved as often as is allowed', 'reschedule', HANNAH, addressOf(HANNAH, 'moved-twice-to')),
  cannot('over', 'cancel', AMIRA, addressOf(AMIRA, 'ent')),
  cannot('cancelled by the hospital', 'cancel', AMIRA, CARDIOLOGY, [
    'The hospital cancels the cardiology appointment',
  ]),
  cannot('already asked to cancel', 'reschedule', AMIRA, CARDIOLOGY, [
    'The booking team notes a request to cancel the cardiology appointment',
  ]),
  cannot('already asked to reschedule', 'cancel', AMIRA, CARDIOLOGY, [
    'The booking team notes a request to reschedule the cardiology appointment',
  ]),

  changed('it starts later', 'The cardiology appointment starts an hour later'),
  changed('it ends later', 'The cardiology appointment lasts an hour longer'),
  changed('it is somewhere else', 'The cardiology appointment gets another place'),
  changed('it is by phone', 'The cardiology appointment becomes a phone call'),
  changed('it is with another clinician', 'The cardiology appointment is with another clinician'),
  changed('the hospital cancelled it', 'The hospital cancels the cardiology appointment'),
  changed(
    'there is a request to change it',
    'The booking team notes a request to reschedule the cardiology appointment',
  ),
  changed('the clinic wants to be asked', 'The cardiology clinic wants to be asked'),
  changed(
    'the clinic wants to be called',
    'The cardiology clinic wants to be called to cancel or reschedule',
  ),
  changed(
    'the clinic wants to be called to cancel only',
    'The cardiology clinic wants to be called to cancel',
  ),
  {
    ...changed('its place was not known yet', 'The cardiology appointment gets another place'),
    before: ['The cardiology appointment has neither a place nor a site yet'],
  },
  {
    ...changed('it was by phone', 'The cardiology appointment gets another place'),
    before: ['The cardiology appointment becomes a phone call'],
  },
  {
    ...changed('it starts later, while it was being moved'),
    address: `${CARDIOLOGY}/reschedule`,
    steps: [
      { choose: FIRST },
      CONTINUE,
      { choose: FIRST },
      CONTINUE,
      { meanwhile: 'The cardiology appointment starts an hour later' },
      { press: 'Confirm new appointment' },
    ],
  },
  changed('it looks the same', 'The cardiology appointment is updated, and looks the same'),
  changed(
    'much at once',
    'The cardiology appointment starts an hour later',
    'The cardiology appointment gets another place',
    'The cardiology appointment is with another clinician',
  ),
]
