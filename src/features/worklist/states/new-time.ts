import { FIRST, type State } from '../../../dev/catalogue/state.ts'
import { PRIYA } from '../../../dev/demonstration/staff.ts'
import {
  ASKED_TO_MOVE,
  BOOK,
  CANCELLED_MEANWHILE,
  CHOOSE_TIME,
  CHOSEN,
  CLINIC_CLOSED,
  CONFLICT,
  CONTINUE,
  fernhollow,
  LIST,
  NEW_TIME,
  OPEN_OWED,
  page,
  TO_MOVE,
  WRONG,
} from './request-state.ts'

/** Choosing a new time for the patient. */
export const newTime: readonly State[] = [
  page(
    'choose-new-time',
    'times that suit the patient',
    NEW_TIME,
    LIST,
    CHOOSE_TIME,
    fernhollow(ASKED_TO_MOVE),
  ),
  page('choose-new-time', 'nothing chosen', `Error: ${NEW_TIME}`, LIST, [...CHOOSE_TIME, CONTINUE], {
    ...fernhollow(ASKED_TO_MOVE),
    ...WRONG,
  }),
  page(
    'choose-new-time',
    'the clinic has no free times',
    'This clinic has no free times',
    `${TO_MOVE}/new-time`,
  ),
  page(
    'choose-new-time',
    'the time was taken meanwhile',
    'That time is no longer free: choose a new time',
    LIST,
    [...CHOSEN, { meanwhile: 'Another patient takes the first free time in cardiology' }, BOOK],
    { ...fernhollow(ASKED_TO_MOVE), ...CONFLICT },
  ),
  page('check-new-time', 'asked', 'Check the new appointment', LIST, CHOSEN, fernhollow(ASKED_TO_MOVE)),
  page('choose-new-time', 'the hospital has cancelled', NEW_TIME, LIST, CHOOSE_TIME, CANCELLED_MEANWHILE),
  page(
    'choose-new-time',
    'the hospital has cancelled, and the clinic has no free times',
    'This clinic has no free times',
    LIST,
    CHOOSE_TIME,
    {
      ...CANCELLED_MEANWHILE,
      before: [...CANCELLED_MEANWHILE.before, 'All free times in cardiology are taken'],
    },
  ),
  page(
    'check-new-time',
    'the hospital has cancelled',
    'Check the new appointment',
    LIST,
    CHOSEN,
    CANCELLED_MEANWHILE,
  ),
  page(
    'choose-new-time',
    'more time, without scripts',
    NEW_TIME,
    LIST,
    [...CHOOSE_TIME, { choose: FIRST }, { press: 'Give me more time' }],
    fernhollow(ASKED_TO_MOVE),
  ),
  page(
    'choose-new-time',
    'no time suits the patient, and nothing chosen',
    `Error: ${NEW_TIME}`,
    LIST,
    [...CHOOSE_TIME, CONTINUE],
    {
      ...WRONG,
      staff: PRIYA,
      before: [
        ASKED_TO_MOVE,
        'Amira can only come on Sundays',
        'The free times in cardiology have no clinician yet',
      ],
    },
  ),
  page('choose-new-time', 'some times suit the patient', NEW_TIME, LIST, CHOOSE_TIME, {
    staff: PRIYA,
    before: [ASKED_TO_MOVE, 'Amira can only come on Monday mornings'],
  }),
  page(
    'choose-new-time',
    'the hospital has closed the clinic',
    NEW_TIME,
    LIST,
    [OPEN_OWED, { press: 'Choose a new time' }],
    CLINIC_CLOSED,
  ),
]
