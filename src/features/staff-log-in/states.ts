import { STAFF_PORTAL, type State } from '../../dev/catalogue/state.ts'
import { DANIEL, JO, PRIYA } from '../../dev/demonstration/staff.ts'

const logInProblem = (problem: string, title: string, status = 403): State => ({
  page: 'staff-log-in/log-in-problem',
  state: problem,
  address: `${STAFF_PORTAL}/log-in/problem/${problem}`,
  title,
  status,
})

const problem = (name: string, state: string, title: string, status: number, staff?: string): State => ({
  page: 'errors/staff-problem',
  state,
  ...(staff && { staff }),
  address: `${STAFF_PORTAL}/problem/${name}`,
  title,
  status,
})

const CHOOSE = 'Which role do you want to work in?'
const chosen = [{ press: 'Team lead, Fernhollow University Hospitals NHS Trust' }]

/** Logging in as staff, and the error pages of staff. */
export const states: readonly State[] = [
  {
    page: 'staff-log-in/log-in',
    state: 'logged out',
    address: `${STAFF_PORTAL}/log-in`,
    title: 'Log in as a member of staff',
  },
  logInProblem('wrong-role', 'None of your roles can use this service'),
  logInProblem('unknown-organisation', 'Your organisation does not use this service'),
  logInProblem('not-strong-enough', 'You need to log in more securely'),
  logInProblem('too-many-groups', 'Your account has too many groups'),
  logInProblem('try-again', 'There is a problem with the log-in for staff', 503),
  logInProblem('start-again', 'You need to log in as staff again'),
  logInProblem('refused', 'We could not log you in as staff'),
  {
    page: 'staff-log-in/choose-role',
    state: 'just logged in',
    staff: JO,
    address: STAFF_PORTAL,
    title: CHOOSE,
  },
  {
    page: 'staff-log-in/choose-role',
    state: 'to change it',
    staff: JO,
    address: STAFF_PORTAL,
    steps: [...chosen, { press: 'Change role' }],
    title: CHOOSE,
  },
  {
    page: 'staff-log-in/start-page',
    state: 'one role',
    staff: PRIYA,
    address: STAFF_PORTAL,
    title: 'Staff start page',
  },
  {
    page: 'staff-log-in/start-page',
    state: 'several roles',
    staff: JO,
    address: STAFF_PORTAL,
    steps: chosen,
    title: 'Staff start page',
  },
  {
    page: 'staff-log-in/start-page',
    state: 'nothing to do',
    staff: DANIEL,
    address: STAFF_PORTAL,
    title: 'Staff start page',
  },
  {
    page: 'staff-log-in/log-out',
    state: 'asked',
    staff: PRIYA,
    address: STAFF_PORTAL,
    steps: [{ open: `${STAFF_PORTAL}/log-out` }],
    title: 'Do you want to log out of the service for staff?',
  },
  {
    page: 'staff-log-in/logged-out',
    state: 'just logged out',
    staff: PRIYA,
    address: STAFF_PORTAL,
    steps: [{ open: `${STAFF_PORTAL}/log-out` }, { press: 'Log out' }],
    title: 'You have logged out of the service for staff',
  },
  {
    page: 'staff-log-in/timed-out',
    state: 'logged out',
    address: `${STAFF_PORTAL}/timed-out`,
    title: 'We have logged you out of the service for staff',
  },
  {
    page: 'staff-log-in/timed-out',
    state: 'still logged in, in another tab',
    staff: PRIYA,
    address: STAFF_PORTAL,
    steps: [{ open: `${STAFF_PORTAL}/timed-out` }],
    title: 'You are still logged in as staff',
  },
  problem('not-permitted', 'one role', 'Your role cannot open this page', 403, PRIYA),
  {
    page: 'errors/staff-problem',
    state: 'not permitted, with several roles',
    staff: JO,
    address: STAFF_PORTAL,
    steps: [...chosen, { open: `${STAFF_PORTAL}/problem/not-permitted` }],
    title: 'Your role cannot open this page',
    status: 403,
  },
  problem('form-expired', 'a form came too late', 'This form has expired', 403, PRIYA),
  problem(
    'not-understood',
    'the browser sent what no page sends',
    'There is a problem with what your browser sent',
    400,
  ),
  problem('unknown', 'no such page', 'There is no such page for staff', 404),
  problem('too-many-requests', 'too many pages', 'Too many pages were opened', 429),
  problem('service-unavailable', 'not available', 'The service for staff is not available', 503),
  problem(
    'something-broke',
    'something broke while logged in',
    'There is a problem with the service for staff',
    500,
    PRIYA,
  ),
]
