import { auditAccess } from '../../audit/audit.ts'
import { isGuid } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import { type Actor, patientReachedBy, requirePermission } from '../../shared/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import { NotTheirs } from '../../shared/errors.ts'
import type { Appointment, ChangeKind, FreeTime } from './appointment.ts'
import {
  countAppointments,
  findAppointment,
  listAllAppointments,
  listAppointments,
  listMoved,
  nextAppointment,
  type Side,
} from './appointment-store.ts'
import { isTooLate, type MayChange, mayChange } from './may-change.ts'
import { freeTimes } from './slot-store.ts'
import type { InCalendars } from './view/calendar-event.ts'

export type { Appointment, ChangeKind, FreeTime, Status } from './appointment.ts'
export { VISIBLE } from './visibility.ts'

/** A patient's own appointments. */
export class Appointments {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /** Throws {@link NotTheirs} for one that is not there, not theirs or hidden, all alike. The attempt is audited. */
  async find(actor: Actor, id: unknown): Promise<Appointment> {
    if (!isGuid(id)) throw new NotTheirs()
    const found = await findAppointment(this.#database, patientReachedBy(actor), id)
    if (found) return found
    const sought = { type: 'appointment', id }
    await auditAccess(this.#database, actor, 'sought-appointment', sought, this.#clock.now())
    throw new NotTheirs()
  }

  /** One part of the list; `page` counts from 1. */
  async list(
    actor: Actor,
    side: Side,
    { page, limit }: { page: number; limit: number },
  ): Promise<Appointment[]> {
    const part = { side, now: this.#clock.now(), offset: (page - 1) * limit, limit }
    return listAppointments(this.#database, patientReachedBy(actor), part)
  }

  /** The whole list, for the NHS App. */
  async listAll(actor: Actor): Promise<Appointment[]> {
    requirePermission(actor, 'list-appointments')
    return listAllAppointments(this.#database, patientReachedBy(actor))
  }

  /** The next one they are expected at. */
  async next(actor: Actor): Promise<Appointment | undefined> {
    return nextAppointment(this.#database, patientReachedBy(actor), this.#clock.now())
  }

  async count(actor: Actor, side: Side): Promise<number> {
    return countAppointments(this.#database, patientReachedBy(actor), side, this.#clock.now())
  }

  /** Every move and change raises the sequence, since each raises the version of one of the bookings. */
  async inCalendars(actor: Actor, { id, version }: Appointment): Promise<InCalendars> {
    const moved = await listMoved(this.#database, patientReachedBy(actor))
    const before = new Map(moved.map(each => [each.movedToId, each]))
    const known = { firstId: id, sequence: version }
    for (let each = before.get(id); each; each = before.get(each.id)) {
      // A circle, which only a fault in the PAS could make, is walked once.
      before.delete(each.movedToId)
      known.firstId = each.id
      known.sequence += each.version
    }
    return known
  }

  mayChange(appointment: Appointment, kind: ChangeKind): MayChange {
    return mayChange(appointment, kind, this.#clock.now())
  }

  /** Would the appointment, moved to then, be too near to be changed online again? */
  isTooLate({ rules }: Appointment, startsAt: Temporal.Instant): boolean {
    return isTooLate(rules, startsAt, this.#clock.now())
  }

  /** When else the same clinic could see this patient. */
  async freeTimes(actor: Actor, instead: Appointment): Promise<FreeTime[]> {
    return freeTimes(this.#database, patientReachedBy(actor), instead, this.#clock.now())
  }
}
