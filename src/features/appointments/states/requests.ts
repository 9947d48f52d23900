import type { State, Step } from '../../../dev/catalogue/state.ts'
import { AMIRA, BRIAN, CHLOE, HANNAH } from '../../../dev/demonstration/nhs-numbers.ts'
import { addressOf, CARDIOLOGY } from '../demonstration/addresses.ts'

const WITHDRAW: Step = { press: 'Withdraw my request' }
const ASKED_TO_CANCEL = 'The booking team notes a request to cancel the cardiology appointment'
const ASKED_FOR_ANOTHER_TIME = 'The booking team notes a request to reschedule the cardiology appointment'
const CLOSED = 'The hospital closes the cardiology clinic'
const DECLINED = 'The booking team declines the request about the cardiology appointment'

const page = (
  name: string,
  state: string,
  title: string,
  [person, address]: [string, string],
  more: Partial<State> = {},
): State => ({ page: `appointments/${name}`, state, person, address, title, ...more })

const progress = (state: string, title: string, ...before: string[]): State =>
  page('view-appointment', state, `${title}. …`, [AMIRA, CARDIOLOGY], { before })

const HEART = 'Cardiology (heart) appointment'
const withdrawing = (person: string, name: string): [string, string] => [
  person,
  `${addressOf(person, name)}/withdraw-request`,
]
const TO_CANCEL = 'Do you want to withdraw your request to cancel?'
const WITHDRAWN = 'You have withdrawn your request for another time'
const CANCELLED_MEANWHILE = {
  before: [ASKED_FOR_ANOTHER_TIME, 'The hospital cancels the cardiology appointment'],
}

/** What becomes of a request, and withdrawing it. */
export const requests: readonly State[] = [
  page(
    'view-appointment',
    'the booking team is looking at the request',
    'Dermatology (skin) appointment. …',
    [CHLOE, addressOf(CHLOE, 'asked-to-move')],
  ),
  page(
    'view-appointment',
    'a request to cancel was declined',
    'Rheumatology (joints and muscles) appointment. …',
    [BRIAN, addressOf(BRIAN, 'declined')],
  ),
  progress(
    'the booking team is late with its reply',
    HEART,
    ASKED_TO_CANCEL,
    'The booking team starts to look at the request about the cardiology appointment',
    'The booking team is late with its reply about the cardiology appointment',
  ),
  progress('a request for another time was declined', HEART, ASKED_FOR_ANOTHER_TIME, DECLINED),
  progress(
    'the hospital cancelled, and then another time was declined',
    `Cancelled: ${HEART}`,
    ASKED_FOR_ANOTHER_TIME,
    'The hospital cancels the cardiology appointment',
    DECLINED,
  ),
  progress(
    'a request was declined without a reason',
    HEART,
    ASKED_TO_CANCEL,
    'The booking team declines the request about the cardiology appointment without a reason',
  ),
  progress(
    'cancelled by the booking team as asked',
    `Cancelled: ${HEART}`,
    ASKED_TO_CANCEL,
    'The booking team cancels the cardiology appointment as asked',
  ),
  progress(
    'cancelled by the hospital while a request to cancel was open',
    `Cancelled: ${HEART}`,
    ASKED_TO_CANCEL,
    'The hospital cancels the cardiology appointment and its request ends',
  ),
  progress('the hospital has closed the clinic', `Cancelled: ${HEART}`, CLOSED),
  progress(
    'the hospital has closed the clinic, and the booking team is late with a new time',
    `Cancelled: ${HEART}`,
    CLOSED,
    'The booking team starts to look at the request about the cardiology appointment',
    'The booking team is late with its reply about the cardiology appointment',
  ),
  progress(
    'the hospital has closed the clinic, and has no other time',
    `Cancelled: ${HEART}`,
    CLOSED,
    DECLINED,
  ),
  progress(
    'begun while a request was open',
    HEART,
    ASKED_FOR_ANOTHER_TIME,
    'The cardiology appointment has begun and its request ends',
  ),
  page(
    'view-appointment',
    'moved by the booking team as asked',
    `${HEART}. …`,
    [HANNAH, addressOf(HANNAH, 'moved-to')],
    { before: ['The booking team has moved Hannah’s cardiology appointment as she asked'] },
  ),
  page(
    'view-appointment',
    'moved because the hospital has closed the clinic',
    `${HEART}. …`,
    [HANNAH, addressOf(HANNAH, 'moved-to')],
    { before: ['The hospital has closed the cardiology clinic and moved Hannah’s appointment'] },
  ),
  {
    ...progress('a request was withdrawn', HEART, ASKED_FOR_ANOTHER_TIME),
    address: `${CARDIOLOGY}/withdraw-request`,
    steps: [WITHDRAW, { press: 'View this appointment' }],
  },

  page('withdraw-request', 'a request to cancel', TO_CANCEL, withdrawing(BRIAN, 'asked-to-cancel')),
  page(
    'withdraw-request',
    'a request for another time',
    'Do you want to withdraw your request for another time?',
    withdrawing(CHLOE, 'asked-to-move'),
  ),
  page(
    'withdraw-request',
    'the hospital has cancelled',
    'Do you want to withdraw your request for another time?',
    withdrawing(AMIRA, 'cardiology'),
    CANCELLED_MEANWHILE,
  ),
  page(
    'request-withdrawn',
    'a request to cancel',
    'You have withdrawn your request to cancel',
    withdrawing(BRIAN, 'asked-to-cancel'),
    { steps: [WITHDRAW] },
  ),
  page('request-withdrawn', 'a request for another time', WITHDRAWN, withdrawing(CHLOE, 'asked-to-move'), {
    steps: [WITHDRAW],
  }),
  page('request-withdrawn', 'the hospital has cancelled', WITHDRAWN, withdrawing(AMIRA, 'cardiology'), {
    ...CANCELLED_MEANWHILE,
    steps: [WITHDRAW],
  }),
  page(
    'cannot-withdraw',
    'it was answered meanwhile',
    'You cannot withdraw your request now',
    withdrawing(AMIRA, 'cardiology'),
    { before: [ASKED_TO_CANCEL], steps: [{ meanwhile: DECLINED }, WITHDRAW], status: 409 },
  ),
]
