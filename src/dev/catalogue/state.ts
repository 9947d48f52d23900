/** One page in one state: what an auditor looks at, what the tests render, and how both come to it. */
export interface State {
  /** Its template: `appointments/view-appointment`. */
  page: string
  /** What is special about it, in plain words; no two of a page are alike. */
  state: string
  /** NHS number of the person who is logged in; left out when there is none. */
  person?: string
  /** How it is looked at, when not in a browser. The NHS App's phones say who they are in the browser's name. */
  inside?: 'NHS App on a phone' | 'NHS App on a computer'
  /** What the hospital did before: names of hospital events of some feature's demonstration. */
  before?: readonly string[]
  /** Where it begins, and what is done from there. */
  address: string
  steps?: readonly Step[]
  /** What the title says in the end. Of one that ends in "…", the rest differs from day to day or is very long. */
  title: string
  /** 200 when left out. */
  status?: number
}

/** What is done by hand, named by the words on the page. */
export type Step =
  | { press: string }
  | { choose: string }
  | { write: string; into: string }
  | { open: string }
  /** A hospital event, while this page stays open. */
  | { meanwhile: string }
  /** In another tab, while this page stays open. */
  | { logInElsewhere: true }

export const FIRST = 'the first choice'

export const PORTAL = '/patient-portal'
