import { STAFF_PORTAL, type State, type Step } from '../../dev/catalogue/state.ts'
import { BRIAN, CHLOE, HANNAH } from '../../dev/demonstration/nhs-numbers.ts'
import { GRACE, PETER, PRIYA, SOFIA } from '../../dev/demonstration/staff.ts'
import { DAVIDS_FOLLOW_UP } from '../appointments/demonstration/follow-ups.ts'
import { contactRequestId } from '../contact-requests/demonstration.ts'
import { triage } from './states/triage.ts'

const LIST = `${STAFF_PORTAL}/tasks`
const LATE = `${LIST}/${contactRequestId(BRIAN, 'late')}`
const CLAIMED = `${LIST}/${contactRequestId(CHLOE, 'being-looked-at')}`
const NOT_REACHED = `${LIST}/${contactRequestId(HANNAH, 'not-reached')}`
const FOLLOW_UP = `${LIST}/${DAVIDS_FOLLOW_UP}`
const CANCELLED = 'Care after a cancellation'
const HISTORY = 'For the history'
const TITLE = 'Contact request'
const NOTE = 'Add a note to this task'
const TAKE_OVER = 'Why are you taking this task over?'
const CLOSE = 'What has been done?'
const WORDS = 'What you answered, or how the patient can get an answer'
const TO_CLOSE: Step = { press: 'Say what has been done, and close the task' }
const CLOSE_IT: Step = { press: 'Close the task' }
const START: Step = { press: 'Start work on it' }
const WRONG = { status: 400 }
const CONFLICT = { status: 409 }

/** Sofia is in the booking team at Castlemere, and Peter is a clinician there. */
const page = (
  name: string,
  state: string,
  title: string,
  address: string,
  steps: readonly Step[] = [],
  more: Partial<State> = {},
): State => ({ page: `tasks/${name}`, state, staff: SOFIA, address, title, steps, ...more })

/** The tasks of staff. */
export const states: readonly State[] = [
  page('list-tasks', 'open ones, one of them late', 'Tasks', LIST),
  page('list-tasks', 'none for this role', 'Tasks', LIST, [], { staff: PETER }),
  page('list-tasks', 'those that are late, and mine', 'Tasks', LATE, [
    START,
    { open: `${LIST}?overdue=yes&kind=contact-request` },
  ]),
  page('list-tasks', 'none matches the filter', 'Tasks', `${LIST}?claimed=me`),
  page('list-tasks', 'closed or withdrawn', 'Tasks', `${LIST}?state=closed`),
  page('list-tasks', 'a withdrawn one', 'Tasks', `${LIST}?state=closed`, [], {
    before: ['Brian withdraws what he asked the hospital'],
  }),
  page(
    'list-tasks',
    'after the last task',
    'Tasks',
    `${LIST}?after=9999999999999.00000000-0000-4000-8000-000000000000`,
  ),
  page('view-task', 'late, and no one works on it', TITLE, LATE),
  page('view-task', 'a colleague works on it', TITLE, CLAIMED),
  page('view-task', 'I work on it', TITLE, LATE, [START]),
  page('view-task', 'released, with a note', TITLE, LATE, [
    { press: NOTE },
    { write: 'Asked the clinic about the hearing loop.', into: NOTE },
    { press: 'Add note' },
    START,
    { press: 'Stop working on it' },
  ]),
  page('view-task', 'taken over', TITLE, CLAIMED, [
    { press: 'Take the task over' },
    { write: 'My colleague has gone home', into: TAKE_OVER },
    { press: 'Take it over' },
  ]),
  page('view-task', 'closed', TITLE, NOT_REACHED),
  page('view-task', 'withdrawn by the patient', TITLE, LATE, [], {
    before: ['Brian withdraws what he asked the hospital'],
  }),
  page('view-task', 'a cancellation', CANCELLED, FOLLOW_UP, [], {
    staff: PRIYA,
  }),
  page(
    'view-task',
    'a cancellation, and a clinician has discharged the patient',
    CANCELLED,
    FOLLOW_UP,
    [
      TO_CLOSE,
      { choose: 'Discharged by a clinician' },
      { write: 'Well again. Letter to the GP.', into: HISTORY },
      CLOSE_IT,
    ],
    { staff: GRACE },
  ),
  page('close-task', 'a cancellation, for a booking team', CLOSE, FOLLOW_UP, [TO_CLOSE], { staff: PRIYA }),
  page(
    'task-not-done',
    'nothing else is booked',
    'This task cannot be closed like this',
    FOLLOW_UP,
    [TO_CLOSE, { choose: 'The patient has another appointment' }, CLOSE_IT],
    { staff: PRIYA, ...CONFLICT },
  ),
  page('take-over-task', 'asked', TAKE_OVER, CLAIMED, [{ press: 'Take the task over' }]),
  page(
    'take-over-task',
    'no reason',
    `Error: ${TAKE_OVER}`,
    CLAIMED,
    [{ press: 'Take the task over' }, { press: 'Take it over' }],
    WRONG,
  ),
  page('take-over-task', 'no one works on it any more', TAKE_OVER, `${LATE}/take-over`),
  page('add-task-note', 'asked', NOTE, LATE, [{ press: NOTE }]),
  page(
    'add-task-note',
    'nothing written',
    `Error: ${NOTE}`,
    LATE,
    [{ press: NOTE }, { press: 'Add note' }],
    WRONG,
  ),
  page('add-task-note', 'more time, without scripts', NOTE, LATE, [
    { press: NOTE },
    { write: 'Asked the clinic.', into: NOTE },
    { press: 'Give me more time' },
  ]),
  page('close-task', 'asked', CLOSE, LATE, [TO_CLOSE]),
  page('close-task', 'nothing chosen', `Error: ${CLOSE}`, LATE, [TO_CLOSE, CLOSE_IT], WRONG),
  page(
    'close-task',
    'nothing written',
    `Error: ${CLOSE}`,
    LATE,
    [TO_CLOSE, { choose: 'Answered in the portal' }, CLOSE_IT],
    WRONG,
  ),
  page(
    'task-not-done',
    'a colleague works on it',
    'A colleague is working on this task',
    `${CLAIMED}/close`,
    [{ choose: 'Answered by letter' }, { write: 'Outpatients.', into: WORDS }, CLOSE_IT],
    CONFLICT,
  ),
  page(
    'task-not-done',
    'withdrawn by the patient meanwhile',
    'This task has changed',
    LATE,
    [
      TO_CLOSE,
      { meanwhile: 'Brian withdraws what he asked the hospital' },
      { choose: 'Answered by letter' },
      CLOSE_IT,
    ],
    CONFLICT,
  ),
  ...triage,
]
