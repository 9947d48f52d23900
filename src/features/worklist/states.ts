import { FIRST, STAFF_PORTAL, type State, type Step } from '../../dev/catalogue/state.ts'
import { fixedGuid } from '../../dev/demonstration/ids.ts'
import { BRIAN, CHLOE } from '../../dev/demonstration/nhs-numbers.ts'
import { PRIYA, SOFIA } from '../../dev/demonstration/staff.ts'

const LIST = `${STAFF_PORTAL}/requests`
const requestOf = (nhsNumber: string, name: string) =>
  `${LIST}/${fixedGuid('change-request', nhsNumber, name)}`

/** At Castlemere, whose booking team Sofia is in. A colleague of hers works on the second. */
const TO_CANCEL = requestOf(BRIAN, 'asked-to-cancel')
const TO_MOVE = requestOf(CHLOE, 'asked-to-move')
const DECLINED = requestOf(BRIAN, 'declined')

/** At Fernhollow, whose booking team Priya is in. */
const ASKED_TO_CANCEL = 'The booking team notes a request to cancel the cardiology appointment'
const ASKED_TO_MOVE = 'The booking team notes a request to reschedule the cardiology appointment'
const LATE = 'The booking team is late with its reply about the cardiology appointment'
const ELSEWHERE_DECLINED =
  'The booking team declines the request about the cardiology appointment without a reason'

const OPEN_CANCEL: Step = { press: 'Cancel: Shah, Amira' }
const OPEN_MOVE: Step = { press: 'Move to another time: Shah, Amira' }
const CONTINUE: Step = { press: 'Continue' }
const CHOOSE_TIME: Step[] = [OPEN_MOVE, { press: 'Choose a new time' }]
const CHOSEN: Step[] = [...CHOOSE_TIME, { choose: FIRST }, CONTINUE]
const BOOK: Step = { press: 'Book the new appointment' }
const REPLY = 'Why you decline the request, and what the patient can do next'
const SEE: Step = { press: 'See how it looks to the patient' }
const DECLINING: Step[] = [
  { press: 'Decline the request' },
  { write: 'There is no other time.\nCall us if you cannot come.', into: REPLY },
  SEE,
]
const HAVE_DECLINED: Step[] = [...DECLINING, { press: 'Decline the request' }]

const page = (
  name: string,
  state: string,
  title: string,
  address: string,
  steps: readonly Step[] = [],
  more: Partial<State> = {},
): State => ({ page: `worklist/${name}`, state, staff: SOFIA, address, title, steps, ...more })

const fernhollow = (before: string, more: Partial<State> = {}) => ({
  staff: PRIYA,
  before: [before],
  ...more,
})
const WRONG = { status: 400 }
const CONFLICT = { status: 409 }

const TITLE = 'Requests from patients'
const CANCEL = 'Request to cancel'
const NOTE = 'Add a note for colleagues'
const TAKE_OVER = 'Why are you taking this request over?'
const WORDS = 'What do you want to tell the patient?'
const NEW_TIME = 'Choose a new time'
const TELL = 'How did you tell the patient?'

/** The booking team's requests. */
export const states: readonly State[] = [
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

  page('list-untold', 'none waits', 'Patients to be told', `${LIST}/to-tell`),
  page('list-untold', 'one waits', 'Patients to be told', TO_CANCEL, [
    ...HAVE_DECLINED,
    { open: `${LIST}/to-tell` },
  ]),

  page('view-request', 'to cancel, and nobody works on it', CANCEL, TO_CANCEL),
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

  page('take-over-request', 'asked', TAKE_OVER, TO_MOVE, [{ press: 'Take the request over' }]),
  page(
    'take-over-request',
    'no reason',
    `Error: ${TAKE_OVER}`,
    TO_MOVE,
    [{ press: 'Take the request over' }, { press: 'Take it over' }],
    WRONG,
  ),
  page('take-over-request', 'nobody works on it any more', TAKE_OVER, TO_CANCEL, [
    { open: `${TO_CANCEL}/take-over` },
  ]),
  page('view-request', 'taken over', 'Request for another time', TO_MOVE, [
    { press: 'Take the request over' },
    { write: 'My colleague has gone home', into: TAKE_OVER },
    { press: 'Take it over' },
  ]),

  page('add-note', 'asked', NOTE, TO_CANCEL, [{ press: NOTE }]),
  page(
    'add-note',
    'nothing written',
    `Error: ${NOTE}`,
    TO_CANCEL,
    [{ press: NOTE }, { press: 'Add note' }],
    WRONG,
  ),

  page('add-note', 'more time, without scripts', NOTE, TO_CANCEL, [
    { press: NOTE },
    { write: 'Rang at 3pm. No answer.', into: NOTE },
    { press: 'Give me more time' },
  ]),
  page('decline-request', 'asked', WORDS, TO_CANCEL, [{ press: 'Decline the request' }]),
  page(
    'decline-request',
    'nothing written',
    `Error: ${WORDS}`,
    TO_CANCEL,
    [{ press: 'Decline the request' }, SEE],
    WRONG,
  ),
  page('decline-request', 'to change the words', WORDS, TO_CANCEL, [
    ...DECLINING,
    { press: 'Change the words' },
  ]),
  page('check-decline', 'a request to cancel', 'Check what the patient will read', TO_CANCEL, DECLINING),
  page('check-decline', 'a request for another time', 'Check what the patient will read', TO_MOVE, DECLINING),

  page('complete-cancellation', 'asked', 'Cancel this appointment?', TO_CANCEL, [
    { press: 'Cancel the appointment, as the patient asks' },
  ]),

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
  page('choose-new-time', 'the clinic has no free times', 'This clinic has no free times', TO_MOVE, [
    { press: 'Choose a new time' },
  ]),
  page(
    'choose-new-time',
    'the time was taken meanwhile',
    'That time is no longer free: choose a new time',
    LIST,
    [...CHOSEN, { meanwhile: 'Another patient takes the first free time in cardiology' }, BOOK],
    { ...fernhollow(ASKED_TO_MOVE), ...CONFLICT },
  ),
  page('check-new-time', 'asked', 'Check the new appointment', LIST, CHOSEN, fernhollow(ASKED_TO_MOVE)),

  page(
    'not-done',
    'a colleague works on it',
    'A colleague is working on this request',
    TO_MOVE,
    [...DECLINING, { press: 'Decline the request' }],
    CONFLICT,
  ),
  page(
    'not-done',
    'decided meanwhile',
    'This request has changed',
    LIST,
    [OPEN_CANCEL, { meanwhile: ELSEWHERE_DECLINED }, { press: 'Start work on it' }],
    { ...fernhollow(ASKED_TO_CANCEL), ...CONFLICT },
  ),
  page(
    'not-done',
    'withdrawn by the patient meanwhile',
    'This request has changed',
    TO_CANCEL,
    [
      { press: NOTE },
      { meanwhile: 'Brian withdraws his request to cancel' },
      { write: 'Rang at 3pm. No answer.', into: NOTE },
      { press: 'Add note' },
    ],
    CONFLICT,
  ),
  page(
    'not-done',
    'the appointment has changed',
    'The appointment has changed',
    LIST,
    [
      OPEN_CANCEL,
      { press: 'Cancel the appointment, as the patient asks' },
      { meanwhile: 'The cardiology appointment starts an hour later' },
      { press: 'Cancel the appointment' },
    ],
    { ...fernhollow(ASKED_TO_CANCEL), ...CONFLICT },
  ),

  page('tell-patient', 'asked', TELL, TO_CANCEL, [
    ...HAVE_DECLINED,
    { press: 'Say how you told the patient' },
  ]),
]
