/** One page in one state, and the steps with which auditors and tests reach it. */
export interface State {
  /** The name of its template, for example `appointments/view-appointment`. */
  page: string
  /** What is special about this state, in plain words; unique for the page. */
  state: string
  /** NHS number of the person who is logged in; left out if there is none. */
  person?: string
  /** Id of the member of staff who is logged in. The address is then below /staff. */
  staff?: string
  /** How the page is opened, if not in a browser. The NHS App on a phone identifies itself in the user agent. */
  inside?: 'NHS App on a phone' | 'NHS App on a computer'
  /** Names of the hospital events to trigger first, from the demonstration of any feature. */
  before?: readonly string[]
  /** The first address, and the steps from there. */
  address: string
  steps?: readonly Step[]
  /** The title of the final page. If it ends in "…", the rest depends on the date or is very long. */
  title: string
  /** 200 by default. */
  status?: number
}

/** A step done by hand, named by the text on the page. */
export type Step =
  | { press: string }
  | { choose: string }
  | { write: string; into: string }
  | { open: string }
  /** Trigger a hospital event while this page stays open. */
  | { meanwhile: string }
  /** Another person, by NHS number, logs in in another tab while this page stays open. */
  | { logInElsewhere: string }

export const FIRST = 'the first choice'

export const PORTAL = '/patient-portal'
export const STAFF_PORTAL = '/staff'
