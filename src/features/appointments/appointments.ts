import { auditAccess } from '../../audit/audit.ts'
import { isGuid } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import { type Actor, requirePatientAccess, requirePermission } from '../../shared/actor.ts'
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
import { type MayChange, mayChange } from './may-change.ts'
import { freeTimes } from './slot-store.ts'
import type { CalendarIdentity } from './view/calendar-event.ts'

export {
  type Appointment,
  type ChangeKind,
  type ChangeMethod,
  CLINIC_CLOSED,
  type FreeTime,
  type Medium,
  type Rules,
  type Status,
} from './appointment.ts'
export {
  countAppointmentsAt,
  findAppointment,
  findAppointmentOfTrust,
  listAllAppointments,
  listAppointmentsAt,
  listAppointmentsOfTrust,
  type Side,
  type StaffAppointment,
} from './appointment-store.ts'
export {
  type BookingClinic,
  bookAppointment,
  type Change,
  type ChosenTime,
  cancelBooking,
  moveBooking,
} from './bookings.ts'
export { CANCEL_REASONS } from './cancel/cancel-reasons.ts'
export { addRequest } from './change-request-store.ts'
export { cancellationFollowUp, openFollowUp } from './follow-up/cancellation-follow-up.ts'
export { type Changeable, mayChange } from './may-change.ts'
export { openingHours } from './opening-hours.ts'
export { TimeTaken } from './refusals.ts'
export { RESCHEDULE_REASONS } from './reschedule/reschedule-answers.ts'
export { type Seen, seenField, seenText, timeSeenText, whatChanged } from './seen.ts'
export { freeTimes, newAppointmentAt } from './slot-store.ts'
export {
  type AppointmentSource,
  appointmentSections,
  type Sections,
  sectionsQuery,
} from './view/appointment-sections.ts'
export { type ShownAppointment, shownAppointment } from './view/shown-appointment.ts'
export { VISIBLE } from './visibility.ts'
export { type Part, sentence } from './words/sentence.ts'
export { specialtyName } from './words/title-words.ts'

/** Reads appointments of the patient an actor may reach. */
export class Appointments {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /**
   * Throws the same {@link NotTheirs} for a missing, a hidden and another patient's appointment. Audits the attempt.
   */
  async find(actor: Actor, id: unknown): Promise<Appointment> {
    if (!isGuid(id)) throw new NotTheirs()
    const found = await this.findIfTheirs(actor, id)
    if (found) return found
    const subject = { type: 'appointment', id }
    await auditAccess(this.#database, actor, 'sought-appointment', subject, this.#clock.now())
    throw new NotTheirs()
  }

  /** For an id that does not come from a request, so that a missing appointment is not an attempt to see it. */
  async findIfTheirs(actor: Actor, id: string): Promise<Appointment | undefined> {
    return findAppointment(this.#database, requirePatientAccess(actor), id)
  }

  /** One page of the list; `page` starts at 1. */
  async list(
    actor: Actor,
    side: Side,
    { page, limit }: { page: number; limit: number },
  ): Promise<Appointment[]> {
    const part = { side, now: this.#clock.now(), offset: (page - 1) * limit, limit }
    return listAppointments(this.#database, requirePatientAccess(actor), part)
  }

  /** All appointments, for the NHS App. */
  async listAll(actor: Actor): Promise<Appointment[]> {
    requirePermission(actor, 'list-appointments')
    return listAllAppointments(this.#database, requirePatientAccess(actor))
  }

  /** The next appointment that is still booked. */
  async next(actor: Actor): Promise<Appointment | undefined> {
    return nextAppointment(this.#database, requirePatientAccess(actor), this.#clock.now())
  }

  async count(actor: Actor, side: Side): Promise<number> {
    return countAppointments(this.#database, requirePatientAccess(actor), side, this.#clock.now())
  }

  /** The sequence is the sum of the versions of all bookings, so every move and every change increases it. */
  async calendarIdentity(actor: Actor, { id, version }: Appointment): Promise<CalendarIdentity> {
    const moved = await listMoved(this.#database, requirePatientAccess(actor))
    const before = new Map(moved.map(each => [each.movedToId, each]))
    const identity = { firstId: id, sequence: version }
    for (let each = before.get(id); each; each = before.get(each.id)) {
      // Deleting each one visited ends the loop even if faulty data in the PAS forms a circle.
      before.delete(each.movedToId)
      identity.firstId = each.id
      identity.sequence += each.version
    }
    return identity
  }

  mayChange(appointment: Appointment, kind: ChangeKind): MayChange {
    return mayChange(appointment, kind, this.#clock.now())
  }

  /** The free times of the same clinic to which this patient could move the appointment. */
  async freeTimes(actor: Actor, current: Appointment): Promise<FreeTime[]> {
    return freeTimes(this.#database, requirePatientAccess(actor), current, this.#clock.now())
  }
}
