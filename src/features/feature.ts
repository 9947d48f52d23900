import type { RequestHandler } from 'express'
import type { Database } from '../database/database.ts'
import type { Retention } from '../database/expiry.ts'
import type { StoredFiles } from '../files/stored-files.ts'
import type { StaffLogin } from '../gateways/staff-login/staff-login.ts'
import type { Gateways } from '../gateways.ts'
import type { EventHandler } from '../outbox/event.ts'
import type { Job, Worker } from '../scheduling/leased-job.ts'
import type { Services } from '../services.ts'
import type { Actor, StaffActor } from '../shared/actor.ts'
import type { GaugeGroup } from '../shared/gauges.ts'
import type { StaffPermission } from '../shared/permissions.ts'
import type { Disclosure, View } from '../web/outcome.ts'
import type { OpenPage, PageTable, PatientPage, StaffPage } from '../web/page.ts'
import type { Draft } from './drafts/drafts.ts'

/*
 * Each feature is declared as one plain object in `features/<name>/feature.ts` and listed in `src/features.ts`. Routes,
 * jobs, gauges, expiry, the menu and the home page are read from that list. The files that only the demonstration loads
 * are in the same folder: `states.ts`, with its pages in every state, and `demonstration.ts`.
 */

/** What a job or an event handler is given: the worker, the stored files, and the gateways to the
 * external systems that are configured. */
export type JobWorker = Worker & { gateways: Gateways; files: StoredFiles }

/** Where there are pages for staff, there is a provider with which staff log in. */
export type StaffServices = Services & { staffLogin: StaffLogin }

/** Something a patient needs to do, as the home page lists it. */
export interface ToDo {
  text: string
  /** An address below /patient-portal. */
  to: string
  due?: Temporal.Instant
}

/** Something else of the patient's that belongs to an appointment, as the page of the appointment lists it. */
export interface Related {
  text: string
  /** An address below /patient-portal. */
  to: string
  isNew: boolean
}

/** What makes the handlers of each kind of event. */
type HandlersByKind = Readonly<Record<string, readonly ((worker: JobWorker) => EventHandler)[]>>

export interface Feature {
  /** The name of its folder. */
  name: string
  /**
   * Whether FEATURES or a trust may switch it off. Switching off removes its pages, its menu entry and its things to do
   * at once. Its jobs, gauges, event deliveries and retention continue, so that work already started is finished.
   */
  switchable: boolean
  /** Runs before every page of the portal. */
  middleware?(services: Services): RequestHandler
  openPages?(services: Services): PageTable<OpenPage>
  /** `features`: the features that are switched on. */
  patientPages?(services: Services, features: readonly Feature[]): PageTable<PatientPage>
  /** Pages below /staff for visitors who have not logged in, or have not chosen a role. */
  staffOpenPages?(services: StaffServices): PageTable<OpenPage>
  /** Pages below /staff. Each names the permission that it needs. `features`: those that are switched on. */
  staffPages?(services: StaffServices, features: readonly Feature[]): PageTable<StaffPage>
  /** Its entry in the menu of staff: the address of one of its `staffPages`, which says who may see it. */
  staffNavigation?: { text: string; to: string; name: string }
  /**
   * Its link on the page of a patient for staff: an address of one of its `staffPages` below that page. It is shown to those who
   * may open it.
   */
  staffPatientLink?: { text: string; to: string; permission: StaffPermission }
  /** The page for an expected refusal of this feature; undefined for any other error. */
  refusalView?(error: unknown): View<Disclosure> | undefined
  /** Its entry in the menu: an address below /patient-portal, and the `name` its pages set as `here`. */
  navigation?: { text: string; to: string; name: string }
  /** What its entries on the home page are made from. `begun`: the journeys that the patient has not finished. */
  toDo?(services: Services, actor: Actor, begun: readonly Draft[]): Promise<ToDo[]>
  /** What belongs to this appointment of the patient, for its page. */
  aboutAppointment?(services: Services, actor: Actor, appointmentId: string): Promise<Related[]>
  /** What the start page of staff lists to do, with addresses below /staff. It says nothing of any patient. */
  staffToDo?(services: Services, actor: StaffActor): Promise<Omit<ToDo, 'due'>[]>
  jobs?: readonly Job<JobWorker>[]
  gauges?: readonly GaugeGroup<Database>[]
  /**
   * The kinds of event it adds to the outbox, and what makes the handlers of each. An event without handlers counts as
   * sent.
   */
  events?: HandlersByKind
  /** What makes its handlers of events that other features add. They run after the handlers of those. */
  listensTo?: HandlersByKind
  /** The rows it stores, and how long each is kept. */
  retention?: readonly Retention[]
}
