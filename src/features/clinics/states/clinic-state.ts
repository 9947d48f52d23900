import { STAFF_PORTAL, type State, type Step } from '../../../dev/catalogue/state.ts'
import { clinicId } from '../../../dev/demonstration/clinic.ts'
import { fernhollow } from '../../../dev/demonstration/fernhollow.ts'
import { TOM } from '../../../dev/demonstration/staff.ts'
import { inWorkingDays } from '../../../dev/demonstration/when.ts'
import { londonDate } from '../../../shared/dates.ts'

export const CLINICS = `${STAFF_PORTAL}/clinics`
export const CARDIOLOGY = `${CLINICS}/${clinicId(fernhollow.cardiology)}`
/** By phone. */
export const DIABETES = `${CLINICS}/${clinicId(fernhollow.diabetes)}`
export const NO_TIMES = '2100-01-01'

export const WRONG = { status: 400 }
export const CONFLICT = { status: 409 }

/** The address of the clinic's page for the day of Amira's appointment in cardiology, which is another one every day. */
export function appointmentDay(clinic: string): string {
  return `${clinic}/day/${londonDate(inWorkingDays(10, '10:30')(londonDate(Temporal.Now.instant())))}`
}

/** In Fernhollow, where Tom is team lead. An address that depends on the date is a function: it is read after midnight too. */
export const page = (
  name: string,
  state: string,
  title: string,
  address: string | (() => string),
  steps: readonly Step[] = [],
  more: Partial<State> = {},
): State => ({
  page: `clinics/${name}`,
  state,
  staff: TOM,
  get address() {
    return typeof address === 'string' ? address : address()
  },
  title,
  steps,
  ...more,
})

export const WHY = 'Why are these times being closed?'
export const CLOSE: Step = { press: 'Close this day or some times' }
export const WHOLE_DAY: Step = { choose: 'The whole day' }
export const REASON: Step = { write: 'Dr Raman is ill', into: WHY }
export const SEE: Step = { press: 'See who is affected' }
export const MORE_TIME: Step = { press: 'Give me more time' }
export const LISTED: Step[] = [CLOSE, WHOLE_DAY, REASON, SEE]
export const CLOSED: Step[] = [...LISTED, { press: 'Close it' }]
export const LIST: Step = { open: CLINICS }
