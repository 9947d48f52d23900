import { appointmentId } from '../appointment.ts'
import type { HospitalEvent } from '../happenings.ts'

/** One page in one state: what an auditor looks at, what the tests render, and how both come to it. */
export interface State {
  /** Its template: `appointments/view-appointment`. */
  page: string
  /** What is special about it, in plain words; no two of a page are alike. */
  state: string
  /** NHS number of whoever is logged in; left out for nobody. */
  person?: string
  /** How it is looked at, when not in a browser. The NHS App's phones say who they are in the browser's name. */
  inside?: 'NHS App on a phone' | 'NHS App on a computer'
  /** What the hospital did before. */
  before?: readonly HospitalEvent[]
  /** Where it begins, and what is done from there. */
  address: string
  steps?: readonly Step[]
  /** What the title says in the end. Of one that ends in "…", the rest differs from day to day or is very long. */
  title: string
  /** 200 when left out. */
  status?: number
}

/** What somebody does by hand, named by the words on the page. */
export type Step =
  | { press: string }
  | { choose: string }
  | { write: string; into: string }
  | { open: string }
  /** While this page stays open. */
  | { meanwhile: HospitalEvent }
  /** In another tab, while this page stays open. */
  | { logInElsewhere: true }

export const FIRST = 'the first choice'

export const PORTAL = '/patient-portal'

export const AMIRA = '9990000018'
export const BRIAN = '9990000026'
export const CHLOE = '9990000034'
export const DAVID = '9990000042'
export const ELEANOR = '9990000050'
export const FARAH = '9990000069'
export const GEORGE = '9990000077'
export const HANNAH = '9990000085'
export const ZOE = '9990000115'
export const XIAOLONG = '9990000123'
export const SAMUEL = '9990000131'
export const MARGARET = '9990000158'
export const WILHELMINA = '9990000166'
export const WINSTON = '9990000174'
export const NADIA = '9990000190'

export function addressOf(person: string, name: string): string {
  return `${PORTAL}/appointment/${appointmentId(person, name)}`
}

/** At a hospital that changes at once, and at one that takes requests. */
export const CARDIOLOGY = addressOf(AMIRA, 'cardiology')
export const DERMATOLOGY = addressOf(AMIRA, 'dermatology')
