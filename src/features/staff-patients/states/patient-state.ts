import { STAFF_PORTAL, type State, type Step } from '../../../dev/catalogue/state.ts'
import { PRIYA } from '../../../dev/demonstration/staff.ts'
import { patientId } from '../../../dev/demonstration/standing-rows.ts'

export const LIST = `${STAFF_PORTAL}/patients`
export const patientOf = (nhsNumber: string) => `${LIST}/${patientId(nhsNumber)}`

/** For Priya, of the booking team at Fernhollow, unless another is named. */
export const page = (
  name: string,
  state: string,
  title: string,
  address: string,
  steps: readonly Step[] = [],
  more: Partial<State> = {},
): State => ({ page: `staff-patients/${name}`, state, staff: PRIYA, address, title, steps, ...more })

export const WRONG = { status: 400 }
export const CONFLICT = { status: 409 }
export const DETAILS = 'Patient details'
