import { auditAccess } from '../../audit/audit.ts'
import { isGuid } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import type { Actor } from '../../shared/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import { NotFound } from '../../shared/errors.ts'
import {
  type Appointment,
  type FreeTime,
  findAppointmentOfTrust,
  freeTimes,
  listAppointmentsOfTrust,
  type StaffAppointment,
} from '../appointments/appointments.ts'
import type { WorkCursor } from '../staff-work/staff-work.ts'
import { withoutNotice } from './booking-to-change.ts'
import type { ChangeRequest, RequestEvent } from './change-request.ts'
import { countListed, listChosen, listRequests } from './lists/list-store.ts'
import type { WorklistFilters } from './lists/worklist-filters.ts'
import { listRequestEvents } from './request-event-store.ts'
import { findRequestOfTrust } from './request-store.ts'
import { requireStaff } from './staff-access.ts'
import { countUntold, listUntold } from './untold-store.ts'
import {
  type Clinic,
  countOpenRequests,
  findRequestPatient,
  listClinics,
  type RequestPatient,
  type WorklistCounts,
  type WorklistItem,
} from './worklist-store.ts'

export { withoutNotice } from './booking-to-change.ts'
export type { ChangeRequest } from './change-request.ts'
export { cancelForHospital, moveForHospital } from './hospital-changes.ts'
export { RequestClosed } from './patient-requests.ts'
export { latestRequest } from './request-store.ts'
export { triageByProgram } from './triage/triage-by-program.ts'
export { type Clinic, listClinics } from './worklist-store.ts'

/** A request with everything that a member of staff decides by. */
export interface RequestInFull {
  request: ChangeRequest
  history: RequestEvent[]
  patient: RequestPatient
  appointment: Appointment
  /** The other appointments of the patient at this trust, soonest first. */
  others: StaffAppointment[]
}

/** What staff read of the requests of their own trust. Only for them do requests exist. */
export class Worklist {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /** One page of the requests in the order of the filters. `next` is the cursor of the page after it, if there is one. */
  async list(
    actor: Actor,
    filters: WorklistFilters,
    { after, limit }: { after?: WorkCursor | undefined; limit: number },
  ): Promise<{ items: WorklistItem[]; next: WorkCursor | undefined }> {
    const found = await listRequests(this.#database, this.#viewer(actor), filters, {
      after,
      limit: limit + 1,
    })
    const items = found.slice(0, limit)
    const last = found.length > limit ? items.at(-1) : undefined
    return {
      items,
      next: last && {
        at: last.decidedAt ?? last.promisedBy,
        id: last.id,
        urgent: last.priority === 'urgent',
      },
    }
  }

  /**
   * How many open requests these filters have, and how many of them come before the page after `after`. Undefined for closed
   * ones: there are too many to count each time.
   */
  async placeInList(
    actor: Actor,
    filters: WorklistFilters,
    after: WorkCursor | undefined,
  ): Promise<{ total: number; before: number } | undefined> {
    if (filters.state) return undefined
    const viewer = this.#viewer(actor)
    const total = await countListed(this.#database, viewer, filters)
    const rest = after ? await countListed(this.#database, viewer, filters, after) : total
    return { total, before: total - rest }
  }

  /** Those of these requests that are of the trust, oldest promise first. */
  async listChosen(actor: Actor, ids: readonly string[]): Promise<WorklistItem[]> {
    return listChosen(this.#database, requireStaff(actor).trustOdsCode, ids)
  }

  async count(
    actor: Actor,
    filters: Pick<WorklistFilters, 'clinicId' | 'kind'> = {},
  ): Promise<WorklistCounts> {
    return countOpenRequests(this.#database, this.#viewer(actor), filters)
  }

  /** Throws the same {@link NotFound} for a missing request and one of another trust. Audits the attempt. */
  async find(actor: Actor, id: string): Promise<RequestInFull> {
    const { trustOdsCode } = requireStaff(actor)
    if (!isGuid(id)) throw new NotFound()
    const request = await findRequestOfTrust(this.#database, trustOdsCode, id)
    if (!request) {
      const subject = { type: 'change-request', id }
      await auditAccess(this.#database, actor, 'sought-request', subject, this.#clock.now())
      throw new NotFound()
    }
    const { appointmentId, patientId } = request
    const patient = await findRequestPatient(this.#database, patientId)
    const of = { trustOdsCode, patientId, id: appointmentId }
    const appointment = await findAppointmentOfTrust(this.#database, of)
    if (!patient || !appointment) throw new NotFound()
    const all = await listAppointmentsOfTrust(this.#database, of)
    const others = all.filter(each => each.id !== appointmentId)
    return { request, history: await listRequestEvents(this.#database, id), patient, appointment, others }
  }

  /** Closed requests whose outcome the patient has not been told, the longest waiting first. */
  async listUntold(actor: Actor, limit: number): Promise<WorklistItem[]> {
    return listUntold(this.#database, requireStaff(actor).trustOdsCode, limit)
  }

  async countUntold(actor: Actor): Promise<number> {
    return countUntold(this.#database, requireStaff(actor).trustOdsCode)
  }

  /** The clinics of the trust by name. */
  async clinics(actor: Actor): Promise<Clinic[]> {
    return listClinics(this.#database, requireStaff(actor).trustOdsCode)
  }

  /** The free times of the clinic to which staff could move the appointment, also sooner than patients may. */
  async freeTimes(actor: Actor, { appointment, patient }: RequestInFull): Promise<FreeTime[]> {
    requireStaff(actor)
    return freeTimes(this.#database, patient.id, withoutNotice(appointment), this.#clock.now())
  }

  #viewer(actor: Actor) {
    const { trustOdsCode, userId } = requireStaff(actor)
    return { trustOdsCode, userId, now: this.#clock.now() }
  }
}
