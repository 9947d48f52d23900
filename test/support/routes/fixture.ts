import type { Database } from '../../../src/database/database.ts'
import type { Fields } from '../form.ts'
import type { aLoggedInPatient } from '../person.ts'
import type { Agent, TestPortal } from '../portal.ts'

/*
 * What the tests that go through every route know of one. A feature has a fixture for each of its pages in
 * `test/features/<feature>/route-fixtures.ts`, by the address that its table of pages has, or in `plainPages` one for all
 * pages without a form that have the same names in their address, and in `invariants` what must be true of its rows.
 * `routes.ts` gathers them.
 * Those of pages for staff stand in `staffRouteFixtures`.
 */

/** A status, or the last word of the address that the visitor is redirected to: `>:id` when that is an id. */
export type Answer = number | `>${string}`

/** A visitor that a route is for. */
export interface Example {
  browser: Agent
  /** The patient who has logged in. */
  patientId?: string
  /** What stands for each name of the address that is in `owned`. */
  params?: Readonly<Record<string, string>> | undefined
  /** Words about the patient, which only they may read. */
  words?: readonly string[]
}

export interface RouteFixture<Of extends Example = Example> {
  /** For anyone, for patients, the same for staff, or no page. Each has its rows in test/security/access.txt. */
  group: 'open' | 'patient' | 'staff-open' | 'staff' | 'way-in' | 'operations' | 'asset' | 'fhir'
  /** A page unless said: a file that is saved, or JSON for a script. */
  kind?: 'file' | 'json'
  /** What those it is for are answered: 200 unless said. */
  answer?: Answer
  /** What stands for each name of the address that no patient owns. */
  params?: Readonly<Record<string, string>>
  /** The parameters of its query that a page does not declare itself, because no log-in may keep them. */
  query?: readonly string[]
  /** The names of the address that stand for something a patient owns. */
  owned?: Readonly<Record<string, Owned>>
  example(portal: TestPortal): Promise<Of>
  /** What they do to get from their example to the page. */
  reach?(example: Of, portal: TestPortal): Promise<unknown>
  /** For a page that can be sent. */
  form?: FormFixture<Of>
}

export interface FormFixture<Of extends Example = Example> {
  /** How it is filled in right, beside the hidden fields of its page. */
  fields?(example: Of): Fields | Promise<Fields>
  /** What it is then answered. */
  answer: Answer
  /** It reads nothing of what is sent but the token, so more than that is no error. */
  readsOnlyToken?: true
  /** Sending it changes a record, so that it cannot be sent again. */
  changes?: true
  /** What is entered is kept, and not used, when it is saved unsent or arrives after the session has ended. */
  keeps?: true
  /** The patient's own words are among its fields. */
  freeText?: true
}

/** By address, as in the feature's table of pages. */
export type RouteFixtures<Of extends Example = Example> = Readonly<Record<string, RouteFixture<Of>>>

type LoggedInPatient = Awaited<ReturnType<typeof aLoggedInPatient>>

/** A kind of thing that patients own and addresses name, such as an appointment. */
export interface Owned {
  /** Ids of other patients' in every state, and of those this patient owns and may not see. */
  notForPatient(portal: TestPortal, patientId: string): Promise<string[]>
  /**
   * The id of one for this patient, with everything begun that can be begun about it. Every text in it is `text`;
   * `count` numbers the patients, so that the first can own one kind and the next another.
   */
  fuzzed(portal: TestPortal, patient: LoggedInPatient, text: string, count: number): Promise<string>
  /** The hospital changes it while the patient looks at it. */
  changeMeanwhile(portal: TestPortal, id: string): Promise<unknown>
}

/** What must be true of a feature's rows, whatever was sent: the rows for which it is not, by what is wrong with them. */
export type Invariants = Readonly<Record<string, (database: Database) => Promise<readonly unknown[]>>>

/** A page that says nothing about any patient. Its visitor has not logged in. */
export const openPage: RouteFixture = {
  group: 'open',
  example: async portal => ({ browser: portal.browser() }),
}
