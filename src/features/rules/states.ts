import { STAFF_PORTAL, type State, type Step } from '../../dev/catalogue/state.ts'
import { fixedGuid } from '../../dev/demonstration/ids.ts'
import { BRIAN } from '../../dev/demonstration/nhs-numbers.ts'
import { AOIFE, COLLEAGUE, LIAM, SOFIA } from '../../dev/demonstration/staff.ts'
import { BY_VIDEO, CHECK, GONE_PRIVATE, OPERATION, SHORT_NOTICE, TRANSPORT } from './demonstration.ts'

const RULES = `${STAFF_PORTAL}/rules`
const ADD = 'Add a rule'
const CHANGE = 'Change the rule'
const NAME = 'Name of the rule'
const DAYS = 'At most so many days before the appointment'
const NOTE = 'Add this note to the request'
const TASK_CHECK = 'Check of a new appointment'
const ADD_IT: Step = { press: 'Add the rule' }
const SAVE: Step = { press: 'Save the rule' }
const NAMED: Step = { write: 'Too late', into: NAME }
const NOTED: Step = { write: 'Ring first.', into: NOTE }
const TO_CHANGE: Step = { press: 'Change it' }
const MORE_TIME: Step = { press: 'Give me more time' }
const WRONG = { status: 400 }
const CONFLICT = { status: 409 }
const FULL = 'Castlemere has 50 rules'
const CHANGED = 'Castlemere changes its rule for short notice'

/** Aoife is the administrator of Castlemere, which takes requests, and Liam of Fernhollow. */
const page = (
  name: string,
  state: string,
  title: string,
  address: string,
  steps: readonly Step[] = [],
  more: Partial<State> = {},
): State => ({ page: `rules/${name}`, state, staff: AOIFE, address, title, steps, ...more })

const adding = (
  state: string,
  event: string,
  title: string,
  steps: readonly Step[],
  more: Partial<State> = {},
) => page('add-rule', state, title, `${RULES}/add/${event}`, steps, more)

const ofRule = (id: string) => `${RULES}/${id}`

/** The rules of a trust. */
export const states: readonly State[] = [
  page('list-rules', 'one on, one off', 'Rules', RULES),
  page('list-rules', 'none yet', 'Rules', RULES, [], { staff: LIAM, before: ['Fernhollow has no rules'] }),
  page('list-rules', 'as many as there can be', 'Rules', RULES, [], { before: [FULL] }),
  page('list-rules', 'an assignee has left', 'Rules', RULES, [], {
    before: ['Ravi Shah works at Castlemere no more'],
  }),
  adding('of requests to cancel', 'asked-to-cancel', ADD, []),
  adding('of requests for another time', 'asked-to-move', ADD, []),
  adding('of bookings', 'booked', ADD, []),
  adding('of cancellations', 'cancelled', ADD, []),
  adding('nothing entered', 'asked-to-cancel', `Error: ${ADD}`, [ADD_IT], WRONG),
  adding('it would do nothing', 'asked-to-cancel', `Error: ${ADD}`, [NAMED, ADD_IT], WRONG),
  adding(
    'wrong days, and a note that is too long',
    'asked-to-cancel',
    `Error: ${ADD}`,
    [
      NAMED,
      { choose: 'By phone' },
      { choose: 'Mark the request as urgent' },
      { write: '400', into: DAYS },
      { write: 'Ring the patient. '.repeat(40), into: NOTE },
      ADD_IT,
    ],
    WRONG,
  ),
  adding('a booking, and it would do nothing', 'booked', `Error: ${ADD}`, [NAMED, ADD_IT], WRONG),
  adding('more time, without scripts', 'asked-to-cancel', ADD, [NAMED, NOTED, MORE_TIME]),
  adding(
    'too many rules',
    'asked-to-cancel',
    `Error: ${ADD}`,
    [NAMED, NOTED, { meanwhile: FULL }, ADD_IT],
    CONFLICT,
  ),
  page('view-rule', 'off, and just added', 'Too late', `${RULES}/add/asked-to-cancel`, [
    NAMED,
    NOTED,
    ADD_IT,
  ]),
  page('view-rule', 'of bookings, with an assignee', 'Too late', `${RULES}/add/booked`, [
    NAMED,
    { write: COLLEAGUE, into: 'Assign the task to' },
    ADD_IT,
  ]),
  page('view-rule', 'of cancellations', 'Gone private', ofRule(GONE_PRIVATE), [], { staff: LIAM }),
  page('view-rule', 'of bookings', 'First time by video', ofRule(BY_VIDEO), [], { staff: LIAM }),
  page('view-rule', 'on', 'Short notice', ofRule(SHORT_NOTICE)),
  page('view-rule', 'of cancellations, with an assignee', 'Cancelled operation', ofRule(OPERATION)),
  page('view-rule', 'it has acted', 'Short notice', ofRule(SHORT_NOTICE), [], {
    before: ['The rule for short notice acts on Brian’s request'],
  }),
  page('view-rule', 'switched off, with its history', 'Short notice', ofRule(SHORT_NOTICE), [
    { press: 'Switch it off' },
  ]),
  page(
    'view-rule',
    'a colleague was first',
    'Short notice',
    ofRule(SHORT_NOTICE),
    [{ meanwhile: CHANGED }, { press: 'Switch it off' }],
    CONFLICT,
  ),
  page('change-rule', 'one that is on', CHANGE, ofRule(SHORT_NOTICE), [TO_CHANGE]),
  page('change-rule', 'one that is off', CHANGE, ofRule(TRANSPORT), [TO_CHANGE]),
  page(
    'change-rule',
    'no name',
    `Error: ${CHANGE}`,
    ofRule(TRANSPORT),
    [TO_CHANGE, { write: '', into: NAME }, SAVE],
    WRONG,
  ),
  page('change-rule', 'more time, without scripts', CHANGE, ofRule(TRANSPORT), [TO_CHANGE, NAMED, MORE_TIME]),
  page(
    'change-rule',
    'a colleague was first',
    CHANGE,
    ofRule(SHORT_NOTICE),
    [TO_CHANGE, NAMED, { meanwhile: CHANGED }, SAVE],
    CONFLICT,
  ),
  page(
    'try-rule',
    'with something to try it on',
    'What the rule would have done',
    `${ofRule(SHORT_NOTICE)}/try`,
  ),
  page(
    'try-rule',
    'nothing of the kind happened',
    'What the rule would have done',
    `${ofRule(BY_VIDEO)}/try`,
    [],
    {
      staff: LIAM,
    },
  ),
  {
    page: 'worklist/view-request',
    state: 'a rule has acted on it',
    staff: SOFIA,
    before: ['The rule for short notice acts on Brian’s request'],
    address: `${STAFF_PORTAL}/requests/${fixedGuid('change-request', BRIAN, 'asked-to-cancel')}`,
    title: 'Request to cancel',
  },
  {
    page: 'tasks/view-task',
    state: 'a rule asks for it',
    staff: SOFIA,
    before: ['A rule asks for a check of Brian’s appointment'],
    address: `${STAFF_PORTAL}/tasks/${CHECK}`,
    title: TASK_CHECK,
  },
  {
    page: 'tasks/view-task',
    state: 'a rule asks for it, and I work on it',
    staff: SOFIA,
    before: ['A rule asks for a check of Brian’s appointment'],
    address: `${STAFF_PORTAL}/tasks/${CHECK}`,
    steps: [{ press: 'Start work on it' }],
    title: TASK_CHECK,
  },
  {
    page: 'tasks/view-task',
    state: 'a rule asks for it, and has assigned it without a note',
    staff: SOFIA,
    before: ['A rule assigns a check of Brian’s appointment'],
    address: `${STAFF_PORTAL}/tasks/${CHECK}`,
    title: TASK_CHECK,
  },
]
