import { PORTAL, type State } from '../../../dev/catalogue/state.ts'
import { AMIRA } from '../../../dev/demonstration/nhs-numbers.ts'

/** Logging out, and being logged out. */
export const leaving: readonly State[] = [
  {
    page: 'log-in/log-out',
    state: 'asked',
    person: AMIRA,
    address: PORTAL,
    steps: [{ open: `${PORTAL}/log-out` }],
    title: 'Are you sure you want to log out?',
  },
  {
    page: 'log-in/logged-out',
    state: 'just logged out',
    person: AMIRA,
    address: PORTAL,
    steps: [{ open: `${PORTAL}/log-out` }, { press: 'Log out' }],
    title: 'You have logged out',
  },
  {
    page: 'log-in/still-there',
    state: 'in a browser',
    person: AMIRA,
    address: PORTAL,
    steps: [{ open: `${PORTAL}/still-there` }],
    title: 'Are you still there?',
  },
  {
    page: 'log-in/still-there',
    state: 'again, after staying',
    person: AMIRA,
    address: PORTAL,
    steps: [
      { open: `${PORTAL}/still-there` },
      { press: 'Stay logged in' },
      { open: `${PORTAL}/still-there` },
    ],
    title: 'Are you still there?',
  },
  {
    page: 'log-in/still-there',
    state: 'inside the NHS App',
    person: AMIRA,
    inside: 'NHS App on a phone',
    address: PORTAL,
    steps: [{ open: `${PORTAL}/still-there` }],
    title: 'Are you still there?',
  },
  {
    page: 'log-in/timed-out',
    state: 'a form came too late and was saved',
    address: `${PORTAL}/timed-out?kept=yes`,
    title: 'We have logged you out',
  },
  {
    page: 'log-in/timed-out',
    state: 'in a browser',
    address: `${PORTAL}/timed-out`,
    title: 'We have logged you out',
  },
  {
    page: 'log-in/timed-out',
    state: 'still logged in, in another tab',
    person: AMIRA,
    address: PORTAL,
    steps: [{ open: `${PORTAL}/timed-out` }],
    title: 'You are still logged in',
  },
  {
    page: 'log-in/timed-out',
    state: 'inside the NHS App',
    inside: 'NHS App on a phone',
    address: `${PORTAL}/timed-out`,
    title: 'We have logged you out',
  },
]
