import { FIRST, STAFF_PORTAL, type State, type Step } from '../../../dev/catalogue/state.ts'
import { AMIRA } from '../../../dev/demonstration/nhs-numbers.ts'
import { CONFLICT, DETAILS, page, patientOf, WRONG } from './patient-state.ts'

const AT = patientOf(AMIRA)
const CANCEL = 'Cancel this appointment for the patient'
const CHOOSE = 'Choose a time for the patient'
const CHECK = 'Check before you book'
const NO_TIMES = 'The clinic has no free times'
const CHANGED = 'This patient has changed'
const DO_CANCEL: Step = { press: 'Cancel the appointment' }
const TOLD: Step = { choose: 'Yes, on the phone' }
const NOT_TOLD: Step = { choose: 'Not yet' }
const MOVE: Step = { press: 'move it' }
const CONTINUE: Step = { press: 'Continue' }
const MOVING: Step[] = [MOVE, { choose: FIRST }, CONTINUE]
const CLINIC: Step = { press: 'Cardiology clinic' }
const BOOK: Step[] = [{ press: 'Book an appointment' }, CLINIC]
const CONFIRM: Step = { press: 'Book the appointment' }
const NOTED = 'The booking team notes a request to cancel the cardiology appointment'
const ALL_TAKEN = 'All free times in cardiology are taken'

/** What staff do for a patient who phones. */
export const bookings: readonly State[] = [
  page('cancel-booking', 'asked', CANCEL, AT, [{ press: 'Cancel' }]),
  page('cancel-booking', 'no reason', `Error: ${CANCEL}`, AT, [{ press: 'Cancel' }, DO_CANCEL], WRONG),
  page('cancel-booking', 'more time, without scripts', CANCEL, AT, [
    { press: 'Cancel' },
    { choose: FIRST },
    { press: 'Give me more time' },
  ]),
  page('view-patient', 'an appointment has been cancelled', DETAILS, AT, [
    { press: 'Cancel' },
    { choose: FIRST },
    TOLD,
    DO_CANCEL,
  ]),
  page(
    'not-changed',
    'the patient has just asked',
    CHANGED,
    AT,
    [{ press: 'Cancel' }, { choose: FIRST }, TOLD, { meanwhile: NOTED }, DO_CANCEL],
    CONFLICT,
  ),
  page('choose-time', 'to move', CHOOSE, AT, [MOVE]),
  page('choose-time', 'nothing chosen', `Error: ${CHOOSE}`, AT, [MOVE, CONTINUE], WRONG),
  page('choose-time', 'more time, without scripts', CHOOSE, AT, [
    MOVE,
    { choose: FIRST },
    { press: 'Give me more time' },
  ]),
  page('choose-time', 'to move, and no time is free', NO_TIMES, AT, [MOVE], { before: [ALL_TAKEN] }),
  page(
    'choose-time',
    'the time was taken meanwhile',
    'That time is no longer free: choose a time for the patient',
    AT,
    [...MOVING, TOLD, { meanwhile: 'Another patient takes the first free time in cardiology' }, CONFIRM],
    CONFLICT,
  ),
  page(
    'choose-time',
    'the last time was taken meanwhile',
    'That time is no longer free: the clinic has no free times',
    AT,
    [...MOVING, TOLD, { meanwhile: ALL_TAKEN }, CONFIRM],
    CONFLICT,
  ),
  page('check-time', 'to move', CHECK, AT, MOVING),
  page(
    'check-time',
    'not said whether the patient was told',
    `Error: ${CHECK}`,
    AT,
    [...MOVING, CONFIRM],
    WRONG,
  ),
  page('check-time', 'more time, without scripts', CHECK, AT, [
    ...MOVING,
    NOT_TOLD,
    { press: 'Give me more time' },
  ]),
  page('view-patient', 'an appointment has been moved', DETAILS, AT, [...MOVING, TOLD, CONFIRM]),
  page('choose-clinic', 'asked', 'Book an appointment for the patient', AT, [
    { press: 'Book an appointment' },
  ]),
  page('choose-time', 'to book', CHOOSE, AT, BOOK),
  page('choose-time', 'to book, and no time is free', NO_TIMES, AT, BOOK, { before: [ALL_TAKEN] }),
  page('check-time', 'to book', CHECK, AT, [...BOOK, { choose: FIRST }, CONTINUE]),
  page('view-patient', 'an appointment has been booked', DETAILS, AT, [
    ...BOOK,
    { choose: FIRST },
    CONTINUE,
    NOT_TOLD,
    CONFIRM,
  ]),
  {
    ...page('', 'a colleague has not told the patient', 'Tell the patient about a change', AT, [
      ...MOVING,
      NOT_TOLD,
      CONFIRM,
      { open: `${STAFF_PORTAL}/tasks?kind=tell-patient` },
      { press: 'Tell the patient about a change: Shah, Amira' },
    ]),
    page: 'tasks/view-task',
  },
]
