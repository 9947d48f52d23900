import { STAFF_PORTAL, type State, type Step } from '../../../dev/catalogue/state.ts'
import { COLLEAGUE, MOHAMMED, TOM } from '../../../dev/demonstration/staff.ts'
import {
  ASKED_TO_CANCEL,
  CANCEL,
  LATE,
  LIST,
  page,
  TITLE,
  TO_CANCEL,
  TO_MOVE,
  WRONG,
} from './request-state.ts'

const BECOMES_URGENT = 'Brian’s request is urgent and assigned to a colleague'
const URGENT = { before: [BECOMES_URGENT] }
const LEAD = { staff: MOHAMMED }
const WHY = 'Why is this request urgent?'
const WHY_NOT = 'Why is this request no longer urgent?'
const MARK = { press: 'Mark it as urgent' }

const OVERDUE = 'Requests past the promised time'
const ASSIGN = { press: 'Assign' }
const CHOOSE = 'Assign the chosen requests'

/** Brian's request, and one that a colleague of Sofia works on, as the form of the list sends them. */
const chosen = (button: string, version = 2): Step => ({
  open: `${LIST}/chosen?request=${TO_CANCEL.slice(-36)}.1&request=${TO_MOVE.slice(-36)}.${version}&${button}=x`,
})

/** To whom requests are assigned, and how urgent they are. */
export const triage: readonly State[] = [
  page('assign-request', 'asked', 'Who is this request for?', `${TO_CANCEL}/assign`, [], LEAD),
  page('assign-request', 'assigned to a colleague', 'Who is this request for?', `${TO_CANCEL}/assign`, [], {
    ...LEAD,
    ...URGENT,
  }),
  page(
    'assign-request',
    'more time, without scripts',
    'Who is this request for?',
    `${TO_CANCEL}/assign`,
    [{ write: COLLEAGUE, into: 'Assign to' }, { press: 'Give me more time' }],
    LEAD,
  ),
  page('change-priority', 'to mark it as urgent', WHY, TO_CANCEL, [MARK]),
  page(
    'change-priority',
    'nothing written',
    `Error: ${WHY}`,
    TO_CANCEL,
    [MARK, { press: 'Mark as urgent' }],
    WRONG,
  ),
  page('change-priority', 'more time, without scripts', WHY, TO_CANCEL, [
    MARK,
    { write: 'He needs his operation sooner.', into: WHY },
    { press: 'Give me more time' },
  ]),
  page(
    'change-priority',
    'to mark it as no longer urgent',
    WHY_NOT,
    TO_CANCEL,
    [{ press: 'Mark it as no longer urgent' }],
    URGENT,
  ),
  page('view-request', 'urgent and assigned, to a team lead', CANCEL, TO_CANCEL, [], { ...LEAD, ...URGENT }),
  page('list-requests', 'urgent first, to a team lead', TITLE, `${LIST}?first=urgent`, [], {
    ...LEAD,
    ...URGENT,
  }),
  page('list-requests', 'those of a colleague', TITLE, `${LIST}?assignee=${COLLEAGUE}`, [], URGENT),
  page('chosen-requests', 'two chosen', CHOOSE, LIST, [chosen('assign')], LEAD),
  page(
    'chosen-requests',
    'more time, without scripts',
    CHOOSE,
    LIST,
    [chosen('assign'), { write: COLLEAGUE, into: 'Assign to' }, { press: 'Give me more time' }],
    LEAD,
  ),
  page('chosen-requests', 'nothing chosen', 'You have not chosen any requests', `${LIST}/chosen`),
  page(
    'assigned-requests',
    'to no one',
    'The requests are assigned as you chose',
    LIST,
    [chosen('assign'), ASSIGN],
    LEAD,
  ),
  page(
    'assigned-requests',
    'to a colleague, and one has changed meanwhile',
    'Not every request is assigned as you chose',
    LIST,
    [chosen('assign'), { meanwhile: BECOMES_URGENT }, { write: COLLEAGUE, into: 'Assign to' }, ASSIGN],
    LEAD,
  ),
  page(
    'assigned-requests',
    'all have changed meanwhile',
    'Not every request is assigned as you chose',
    LIST,
    [chosen('assign', 1), { meanwhile: BECOMES_URGENT }, ASSIGN],
    LEAD,
  ),
  page('print-requests', 'two requests', 'Requests to print', LIST, [chosen('print')]),
  page('print-requests', 'one of a sensitive record', 'Requests to print', LIST, [
    { meanwhile: 'The hospital marks Brian’s record as sensitive' },
    chosen('print'),
  ]),
  page('list-overdue', 'none', OVERDUE, `${LIST}/overdue`, [], LEAD),
  page('list-overdue', 'one, at a trust that changes appointments at once', OVERDUE, `${LIST}/overdue`, [], {
    staff: TOM,
    before: [ASKED_TO_CANCEL, LATE],
  }),
  page('list-overdue', 'two, one of them by some days', OVERDUE, `${LIST}/overdue`, [], {
    ...LEAD,
    before: [BECOMES_URGENT, 'The requests of Brian and Chloe are late'],
  }),
  {
    page: 'staff-log-in/start-page',
    state: 'a request is past its promise',
    staff: TOM,
    before: [ASKED_TO_CANCEL, LATE],
    address: STAFF_PORTAL,
    title: 'Staff start page',
  },
  page('list-requests', 'declined ones', TITLE, `${LIST}?state=declined`),
]
