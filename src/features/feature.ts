import type { RequestHandler } from 'express'
import type { Database } from '../database/database.ts'
import type { Retention } from '../database/expiry.ts'
import type { Gateways } from '../gateways.ts'
import type { EventHandler } from '../outbox/event.ts'
import type { Job, Worker } from '../scheduling/leased-job.ts'
import type { Services } from '../services.ts'
import type { Actor } from '../shared/actor.ts'
import type { GaugeGroup } from '../shared/gauges.ts'
import type { Disclosure, Shown } from '../web/outcome.ts'
import type { OpenPage, PageTable, PatientPage } from '../web/page.ts'

/*
 * What a feature is, in one plain object: `features/<name>/feature.ts`. The list of them is `src/features.ts`, and routes,
 * jobs, gauges, expiry, the menu and the home page are read from it. What only the demonstration loads stands beside it:
 * `states.ts`, its pages in every state, and `demonstration.ts`.
 */

/** What runs a feature's jobs: a worker, and the systems outside that are connected. */
export type JobWorker = Worker & { gateways: Gateways }

/** Something a patient needs to do, as the home page lists it. */
export interface ToDo {
  text: string
  /** An address below /patient-portal. */
  to: string
  due?: Temporal.Instant
}

export interface Feature {
  /** The name of its folder. */
  name: string
  /**
   * Whether FEATURES or a trust may switch it off. Its pages, its place in the menu and its things to do are then gone at
   * once; its jobs, gauges, events under way and retention go on, so that nothing that was begun is forgotten.
   */
  switchable: boolean
  /** Stands before every page of the portal. */
  middleware?(services: Services): RequestHandler
  openPages?(services: Services): PageTable<OpenPage>
  /** `features`: those that are switched on. */
  patientPages?(services: Services, features: readonly Feature[]): PageTable<PatientPage>
  /** The page for an expected stop of this feature, undefined for any other error. */
  refusalView?(error: unknown): Shown<Disclosure> | undefined
  /** Its entry in the menu: an address below /patient-portal, and the `name` its pages set as `here`. */
  navigation?: { text: string; to: string; name: string }
  toDo?(services: Services, actor: Actor): Promise<ToDo[]>
  jobs?: readonly Job<JobWorker>[]
  gauges?: readonly GaugeGroup<Database>[]
  /** The kinds of event it puts into the outbox, and who handles each. */
  events?: Readonly<Record<string, readonly EventHandler[]>>
  /** What it keeps, and for how long. */
  retention?: readonly Retention[]
}
