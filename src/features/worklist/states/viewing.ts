import type { State } from '../../../dev/catalogue/state.ts'
import { PRIYA } from '../../../dev/demonstration/staff.ts'
import {
  ASKED_TO_CANCEL,
  ASKED_TO_MOVE,
  BOOK,
  CANCEL,
  CHOSEN,
  CLINIC_CLOSED,
  DECLINED,
  DERMATOLOGY,
  fernhollow,
  HAVE_DECLINED,
  LATE,
  LIST,
  NOTE,
  OPEN_CANCEL,
  OPEN_OWED,
  page,
  TAKE_OVER,
  TELL,
  TITLE,
  TO_CANCEL,
  TO_MOVE,
} from './request-state.ts'

/** The lists, one request, and how a patient was told. */
export const viewing: readonly State[] = [
  page('list-requests', 'two open requests', TITLE, LIST),
  page('list-requests', 'none is open', TITLE, LIST, [], { staff: PRIYA }),
  page('list-requests', 'no request matches the filter', TITLE, `${LIST}?claimed=me`),
  page(
    'list-requests',
    'past the promised time, and mine',
    TITLE,
    LIST,
    [OPEN_CANCEL, { press: 'Start work on it' }, { open: `${LIST}?overdue=yes` }],
    fernhollow(ASKED_TO_CANCEL, { before: [ASKED_TO_CANCEL, LATE] }),
  ),
  page(
    'list-requests',
    'after the last request',
    TITLE,
    `${LIST}?after=9999999999999.00000000-0000-4000-8000-000000000000`,
  ),
  page('list-requests', 'the hospital has closed a clinic', TITLE, LIST, [], CLINIC_CLOSED),
  page(
    'view-request',
    'the hospital has closed the clinic',
    'Hospital cancelled, needs a new time',
    LIST,
    [OPEN_OWED],
    CLINIC_CLOSED,
  ),
  page('list-untold', 'none waits', 'Patients to be told', `${LIST}/to-tell`),
  page('list-untold', 'one waits', 'Patients to be told', TO_CANCEL, [
    ...HAVE_DECLINED,
    { open: `${LIST}/to-tell` },
  ]),
  page('view-request', 'to cancel, and no one works on it', CANCEL, TO_CANCEL),
  page('view-request', 'for another time, and a colleague works on it', 'Request for another time', TO_MOVE),
  page('view-request', 'I work on it', CANCEL, TO_CANCEL, [{ press: 'Start work on it' }]),
  page('view-request', 'past the promised time', CANCEL, LIST, [OPEN_CANCEL], {
    ...fernhollow(ASKED_TO_CANCEL),
    before: [ASKED_TO_CANCEL, LATE],
  }),
  page('view-request', 'released, with a note', CANCEL, TO_CANCEL, [
    { press: NOTE },
    { write: 'Rang at 3pm. No answer.', into: NOTE },
    { press: 'Add note' },
    { press: 'Start work on it' },
    { press: 'Stop working on it' },
  ]),
  page('view-request', 'declined, and the patient has not been told', CANCEL, TO_CANCEL, HAVE_DECLINED),
  page('view-request', 'declined, and the patient has been told', CANCEL, TO_CANCEL, [
    ...HAVE_DECLINED,
    { press: 'Say how you told the patient' },
    { press: 'By phone' },
  ]),
  page('view-request', 'declined some days ago', CANCEL, DECLINED),
  page(
    'view-request',
    'a new time is booked',
    'Request for another time',
    LIST,
    [...CHOSEN, BOOK],
    fernhollow(ASKED_TO_MOVE),
  ),
  page('view-request', 'the appointment is cancelled', CANCEL, TO_CANCEL, [
    { press: 'Cancel the appointment, as the patient asks' },
    { press: 'Cancel the appointment' },
  ]),
  page('view-request', 'taken over', 'Request for another time', TO_MOVE, [
    { press: 'Take the request over' },
    { write: 'My colleague has gone home', into: TAKE_OVER },
    { press: 'Take it over' },
  ]),
  page('tell-patient', 'asked', TELL, TO_CANCEL, [
    ...HAVE_DECLINED,
    { press: 'Say how you told the patient' },
  ]),
  page('list-requests', 'one clinic, and one patient to be told', TITLE, TO_CANCEL, [
    ...HAVE_DECLINED,
    { open: `${LIST}?clinic=${DERMATOLOGY}` },
  ]),
  page('view-request', 'withdrawn by the patient', CANCEL, TO_CANCEL, [], {
    before: ['Brian withdraws his request to cancel'],
  }),
  page('view-request', 'about a phone call, without a clinician', CANCEL, LIST, [OPEN_CANCEL], {
    staff: PRIYA,
    before: [
      ASKED_TO_CANCEL,
      'The cardiology appointment becomes a phone call',
      'The cardiology appointment has no clinician yet',
    ],
  }),
]
