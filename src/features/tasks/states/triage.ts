import { STAFF_PORTAL, type State, type Step } from '../../../dev/catalogue/state.ts'
import { BRIAN, CHLOE } from '../../../dev/demonstration/nhs-numbers.ts'
import { COLLEAGUE, MOHAMMED } from '../../../dev/demonstration/staff.ts'
import { contactRequestId } from '../../contact-requests/demonstration.ts'

const LIST = `${STAFF_PORTAL}/tasks`
const BRIANS = contactRequestId(BRIAN, 'late')
const CHLOES = contactRequestId(CHLOE, 'being-looked-at')
const TASK = `${LIST}/${BRIANS}`
const BECOMES_URGENT = 'Brian’s contact request is urgent and assigned to a colleague'
const URGENT = { before: [BECOMES_URGENT] }
const FOR = 'Who is this task for?'
const WHY = 'Why is this task urgent?'
const WHY_NOT = 'Why is this task no longer urgent?'
const MARK: Step = { press: 'Mark it as urgent' }
const CHOOSE = 'Assign the chosen tasks'
const ASSIGN: Step = { press: 'Assign' }
const TO_COLLEAGUE: Step = { write: COLLEAGUE, into: 'Assign to' }
const MORE_TIME: Step = { press: 'Give me more time' }

/** Mohammed is the team lead of Castlemere. */
const page = (
  name: string,
  state: string,
  title: string,
  address: string,
  steps: readonly Step[] = [],
  more: Partial<State> = {},
): State => ({ page: `tasks/${name}`, state, staff: MOHAMMED, address, title, steps, ...more })

/** Brian's task, and one that a colleague works on, as the form of the list sends them. */
const CHOSEN: Step = { open: `${LIST}/chosen?task=${BRIANS}.1&task=${CHLOES}.2` }

/** To whom tasks are assigned, and how urgent they are. */
export const triage: readonly State[] = [
  page('assign-task', 'asked', FOR, `${TASK}/assign`),
  page('assign-task', 'assigned to a colleague', FOR, `${TASK}/assign`, [], URGENT),
  page('assign-task', 'more time, without scripts', FOR, `${TASK}/assign`, [TO_COLLEAGUE, MORE_TIME]),
  page('change-task-priority', 'to mark it as urgent', WHY, TASK, [MARK]),
  page(
    'change-task-priority',
    'nothing written',
    `Error: ${WHY}`,
    TASK,
    [MARK, { press: 'Mark as urgent' }],
    { status: 400 },
  ),
  page('change-task-priority', 'more time, without scripts', WHY, TASK, [
    MARK,
    { write: 'He comes tomorrow.', into: WHY },
    MORE_TIME,
  ]),
  page(
    'change-task-priority',
    'to mark it as no longer urgent',
    WHY_NOT,
    TASK,
    [{ press: 'Mark it as no longer urgent' }],
    URGENT,
  ),
  page('view-task', 'urgent and assigned, to a team lead', 'Contact request', TASK, [], URGENT),
  page('list-tasks', 'urgent first, to a team lead', 'Tasks', `${LIST}?first=urgent`, [], URGENT),
  page('list-tasks', 'those of a colleague', 'Tasks', `${LIST}?assignee=${COLLEAGUE}`),
  page('chosen-tasks', 'two chosen', CHOOSE, LIST, [CHOSEN]),
  page('chosen-tasks', 'more time, without scripts', CHOOSE, LIST, [CHOSEN, TO_COLLEAGUE, MORE_TIME]),
  page('chosen-tasks', 'nothing chosen', 'You have not chosen any tasks', `${LIST}/chosen`),
  page('assigned-tasks', 'to no one', 'The tasks are assigned as you chose', LIST, [CHOSEN, ASSIGN]),
  page(
    'assigned-tasks',
    'to a colleague, and one has changed meanwhile',
    'Not every task is assigned as you chose',
    LIST,
    [CHOSEN, { meanwhile: BECOMES_URGENT }, TO_COLLEAGUE, ASSIGN],
  ),
]
