import type { State } from '../../../dev/catalogue/state.ts'
import { COLLEAGUE, MOHAMMED } from '../../../dev/demonstration/staff.ts'
import { CANCEL, LIST, page, TITLE, TO_CANCEL, TO_MOVE, WRONG } from './request-state.ts'

const BECOMES_URGENT = 'Brian’s request is urgent and assigned to a colleague'
const URGENT = { before: [BECOMES_URGENT] }
const LEAD = { staff: MOHAMMED }
const WHY = 'Why is this request urgent?'
const WHY_NOT = 'Why is this request no longer urgent?'
const MARK = { press: 'Mark it as urgent' }

const ASSIGN = { press: 'Assign' }
const CHOOSE = 'Assign the chosen requests'

/** Brian's request, and one that a colleague of Sofia works on, as the list writes them. */
const chosen = (button: string) =>
  `${LIST}/chosen?request=${TO_CANCEL.slice(-36)}.1&request=${TO_MOVE.slice(-36)}.2&${button}=x`

/** To whom requests are assigned, and how urgent they are. */
export const triage: readonly State[] = [
  page('assign-request', 'asked', 'Who is this request for?', `${TO_CANCEL}/assign`, [], LEAD),
  page('assign-request', 'assigned to a colleague', 'Who is this request for?', `${TO_CANCEL}/assign`, [], {
    ...LEAD,
    ...URGENT,
  }),
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
  page('list-requests', 'urgent first', TITLE, `${LIST}?first=urgent`, [], URGENT),
  page('list-requests', 'those of a colleague', TITLE, `${LIST}?assignee=${COLLEAGUE}`, [], URGENT),
  page('chosen-requests', 'two chosen', CHOOSE, chosen('assign'), [], LEAD),
  page('chosen-requests', 'nothing chosen', 'You have not chosen any requests', `${LIST}/chosen`),
  page('assigned-requests', 'to no one', 'Requests assigned', chosen('assign'), [ASSIGN], LEAD),
  page(
    'assigned-requests',
    'to a colleague, and one has changed meanwhile',
    'Not every request was assigned',
    chosen('assign'),
    [{ meanwhile: BECOMES_URGENT }, { write: COLLEAGUE, into: 'Assign to' }, ASSIGN],
    LEAD,
  ),
  page(
    'assigned-requests',
    'all have changed meanwhile',
    'Not every request was assigned',
    chosen('assign').replace('.2&', '.1&'),
    [{ meanwhile: BECOMES_URGENT }, ASSIGN],
    LEAD,
  ),
  page('print-requests', 'two requests', 'Requests to print', chosen('print')),
  page('list-requests', 'declined ones', TITLE, `${LIST}?state=declined`),
]
