import { PORTAL, type State } from '../../dev/catalogue/state.ts'
import { AMIRA, BRIAN, CHLOE, DAVID, ELEANOR, FARAH, HANNAH } from '../../dev/demonstration/nhs-numbers.ts'
import { contactRequestId } from './demonstration.ts'
import { asking } from './states/asking.ts'

const REQUESTS = `${PORTAL}/contact-requests`

const viewing = (state: string, person: string, name: string, more: Partial<State> = {}): State => ({
  page: 'contact-requests/view-contact-request',
  state,
  person,
  address: `${REQUESTS}/${contactRequestId(person, name)}`,
  title: 'Your contact request from …',
  ...more,
})

/** The pages on which a patient asks to be contacted, and follows what becomes of it. */
export const states: readonly State[] = [
  ...asking,
  viewing('late', BRIAN, 'late'),
  viewing('someone is looking at it', CHLOE, 'being-looked-at'),
  viewing('answered', DAVID, 'answered'),
  viewing('not reached', HANNAH, 'not-reached'),
  viewing('withdrawn some days ago', ELEANOR, 'withdrawn'),
  viewing('just withdrawn', BRIAN, 'late', {
    steps: [{ press: 'Withdraw your request' }, { press: 'Withdraw my request' }],
  }),
  {
    page: 'contact-requests/list-contact-requests',
    state: 'none yet',
    person: AMIRA,
    address: REQUESTS,
    title: 'Your contact requests',
  },
  {
    page: 'contact-requests/list-contact-requests',
    state: 'one that is late',
    person: BRIAN,
    address: REQUESTS,
    title: 'Your contact requests',
  },
  {
    page: 'contact-requests/list-contact-requests',
    state: 'one that was answered',
    person: DAVID,
    address: REQUESTS,
    title: 'Your contact requests',
  },
  {
    page: 'contact-requests/list-contact-requests',
    state: 'after the last one',
    person: DAVID,
    address: `${REQUESTS}?page=2`,
    title: 'Your contact requests',
  },
  {
    page: 'contact-requests/list-contact-requests',
    state: 'as many as there may be',
    person: FARAH,
    address: `${PORTAL}/contact-me`,
    title: 'You cannot send another request yet',
    status: 409,
  },
  {
    page: 'contact-requests/withdraw-contact-request',
    state: 'asked',
    person: BRIAN,
    address: `${REQUESTS}/${contactRequestId(BRIAN, 'late')}/withdraw`,
    title: 'Do you want to withdraw your request?',
  },
]
