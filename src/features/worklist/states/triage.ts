import type { State } from '../../../dev/catalogue/state.ts'
import { COLLEAGUE, MOHAMMED } from '../../../dev/demonstration/staff.ts'
import { CANCEL, LIST, page, TITLE, TO_CANCEL, WRONG } from './request-state.ts'

const URGENT = { before: ['Brian’s request is urgent and assigned to a colleague'] }
const LEAD = { staff: MOHAMMED }
const WHY = 'Why is this request urgent?'
const WHY_NOT = 'Why is this request no longer urgent?'
const MARK = { press: 'Mark it as urgent' }

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
  page('list-requests', 'declined ones', TITLE, `${LIST}?state=declined`),
]
