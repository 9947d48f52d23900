import { FIRST, STAFF_PORTAL, type State, type Step } from '../../../dev/catalogue/state.ts'
import { castlemere } from '../../../dev/demonstration/castlemere.ts'
import { clinicId } from '../../../dev/demonstration/clinic.ts'
import { fixedGuid } from '../../../dev/demonstration/ids.ts'
import { BRIAN, CHLOE } from '../../../dev/demonstration/nhs-numbers.ts'
import { PRIYA, SOFIA } from '../../../dev/demonstration/staff.ts'

export const LIST = `${STAFF_PORTAL}/requests`
export const requestOf = (nhsNumber: string, name: string) =>
  `${LIST}/${fixedGuid('change-request', nhsNumber, name)}`

/** At Castlemere, whose booking team Sofia is in. A colleague of hers works on the second. */
export const TO_CANCEL = requestOf(BRIAN, 'asked-to-cancel')
export const TO_MOVE = requestOf(CHLOE, 'asked-to-move')
/** Where a form that was open before the colleague began still leads. */
export const DECLINE_MOVE = `${TO_MOVE}/decline`
export const DECLINED = requestOf(BRIAN, 'declined')

/** At Fernhollow, whose booking team Priya is in. */
export const ASKED_TO_CANCEL = 'The booking team notes a request to cancel the cardiology appointment'
export const ASKED_TO_MOVE = 'The booking team notes a request to reschedule the cardiology appointment'
export const LATE = 'The booking team is late with its reply about the cardiology appointment'
export const ELSEWHERE_DECLINED =
  'The booking team declines the request about the cardiology appointment without a reason'

export const OPEN_CANCEL: Step = { press: 'Cancel: Shah, Amira' }
export const OPEN_MOVE: Step = { press: 'Move to another time: Shah, Amira' }
export const CONTINUE: Step = { press: 'Continue' }
export const CHOOSE_TIME: Step[] = [OPEN_MOVE, { press: 'Choose a new time' }]
export const CHOSEN: Step[] = [...CHOOSE_TIME, { choose: FIRST }, CONTINUE]
export const BOOK: Step = { press: 'Book the new appointment' }
export const REPLY = 'Why you decline the request, and what the patient can do next'
export const SEE: Step = { press: 'See how it looks to the patient' }
export const WRITE_REPLY: Step = {
  write: 'There is no other time.\nCall us if you cannot come.',
  into: REPLY,
}
export const DECLINING: Step[] = [{ press: 'Decline the request' }, WRITE_REPLY, SEE]
export const HAVE_DECLINED: Step[] = [...DECLINING, { press: 'Decline the request' }]

export const page = (
  name: string,
  state: string,
  title: string,
  address: string,
  steps: readonly Step[] = [],
  more: Partial<State> = {},
): State => ({ page: `worklist/${name}`, state, staff: SOFIA, address, title, steps, ...more })

export const fernhollow = (before: string, more: Partial<State> = {}) => ({
  staff: PRIYA,
  before: [before],
  ...more,
})
export const WRONG = { status: 400 }
export const CONFLICT = { status: 409 }

export const TITLE = 'Requests from patients'
export const CANCEL = 'Request to cancel'
export const NOTE = 'Add a note for colleagues'
export const TAKE_OVER = 'Why are you taking this request over?'
export const WORDS = 'What do you want to tell the patient?'
export const NEW_TIME = 'Choose a new time'
export const TELL = 'How did you tell the patient?'

/** A clinic of Castlemere. */
export const DERMATOLOGY = clinicId(castlemere.dermatology)

/** The hospital owes Amira another time. */
export const CLINIC_CLOSED = fernhollow('The hospital closes the cardiology clinic')
export const OPEN_OWED: Step = { press: 'Hospital cancelled, needs a new time: Shah, Amira' }

/** The hospital has cancelled while the patient waited for another time. */
export const CANCELLED_MEANWHILE = {
  staff: PRIYA,
  before: [ASKED_TO_MOVE, 'The hospital cancels the cardiology appointment'],
}
