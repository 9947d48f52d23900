import { isGuid } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'
import { idempotent, StaleVersion } from '../../database/idempotent.ts'
import { lockPatient } from '../../database/locks.ts'
import { type Actor, requireStaffPermission, type StaffActor } from '../../shared/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import { NotFound } from '../../shared/errors.ts'
import {
  type Appointment,
  type BookingClinic,
  bookAppointment,
  type ChosenTime,
  cancelBooking,
  type FreeTime,
  findAppointmentOfTrust,
  freeTimes,
  moveBooking,
  newAppointmentAt,
  type Seen,
  whatChanged,
} from '../appointments/appointments.ts'
import { reportAppointment } from '../wayfinder/wayfinder.ts'
import { withoutNotice } from '../worklist/worklist.ts'
import { findClinicOfTrust } from './bookable-clinic-store.ts'
import { PatientChanged, RequestOpen } from './patient-changed.ts'
import { findPatientOfTrust } from './staff-patient-store.ts'
import { recordChange, type Told } from './told.ts'

/** An appointment of a patient as the member of staff saw it. */
export interface BookingSeen {
  patientId: string
  appointmentId: string
  seen: Seen
}

interface Work {
  transaction: Transaction
  staff: StaffActor
  now: Temporal.Instant
}

/**
 * What staff do for a patient who phones: cancel, move and book appointments of their own trust, by the same rules as when a
 * patient asks online. Each change is one transaction with its history, audit entries and events, and sending the same form
 * again makes no second change. `told`: whether the patient was told on the phone; if not, a task to tell them is opened. Every
 * method throws {@link NotFound} for a patient of other trusts.
 */
export class PatientBookings {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /** Throws {@link PatientChanged} if the appointment has changed, and {@link RequestOpen} if the patient asks for a change. */
  async cancel(actor: Actor, booking: BookingSeen, reason: string, told: Told): Promise<void> {
    const { appointmentId, patientId, seen } = booking
    const payload = `${reason} ${told}`
    await this.#once(actor, patientId, ['cancel', appointmentId, ...seen], payload, async work => {
      const { transaction, staff, now } = work
      const appointment = await toChange(work, booking)
      await cancelBooking(transaction, { actor: staff, patientId, appointment, now }, reason)
      await recordChange(work, patientId, { event: 'cancelled', note: reason, appointmentId }, told)
      await reportAppointment(transaction, appointmentId, now)
      return ''
    })
  }

  /** Returns the id of the new appointment. Throws as {@link cancel} does, and `TimeTaken`. */
  async move(actor: Actor, booking: BookingSeen, chosen: ChosenTime, told: Told): Promise<string> {
    const { appointmentId, patientId, seen } = booking
    const payload = `${chosen.slotId} ${told}`
    return this.#once(actor, patientId, ['move', appointmentId, ...seen], payload, async work => {
      const { transaction, staff, now } = work
      const appointment = await toChange(work, booking)
      const movedToId = await moveBooking(transaction, { actor: staff, patientId, appointment, now }, chosen)
      await recordChange(work, patientId, { event: 'moved', appointmentId: movedToId }, told)
      await reportAppointment(transaction, appointmentId, now)
      await reportAppointment(transaction, movedToId, now)
      return movedToId
    })
  }

  /**
   * Books a first appointment at a clinic of the trust, and returns its id. `formId`: of the form, which books once. Throws
   * `TimeTaken` if the time is not free any more.
   */
  async book(
    actor: Actor,
    { patientId, clinicId, formId }: { patientId: string; clinicId: string; formId: string },
    chosen: ChosenTime,
    told: Told,
  ): Promise<string> {
    const payload = `${clinicId} ${chosen.slotId} ${told}`
    return this.#once(actor, patientId, ['book', formId], payload, async work => {
      const { transaction, staff, now } = work
      const clinic = await findClinicOfTrust(transaction, staff.trustOdsCode, clinicId)
      if (!clinic) throw new NotFound()
      const who = { actor: staff, patientId, now }
      const appointmentId = await bookAppointment(transaction, who, clinic, chosen)
      await recordChange(work, patientId, { event: 'booked', appointmentId }, told)
      await reportAppointment(transaction, appointmentId, now)
      return appointmentId
    })
  }

  /** The free times to which staff could move the appointment, also sooner than patients may. */
  async timesToMove(actor: Actor, patientId: string, appointment: Appointment): Promise<FreeTime[]> {
    requireStaffPermission(actor, 'change-bookings')
    return freeTimes(this.#database, patientId, withoutNotice(appointment), this.#clock.now())
  }

  /** A clinic of the trust and its free times. Throws {@link NotFound} for one of another trust. */
  async timesAt(
    actor: Actor,
    patientId: string,
    clinicId: unknown,
  ): Promise<{ clinic: BookingClinic; times: FreeTime[] }> {
    requireStaffPermission(actor, 'change-bookings')
    const clinic = await findClinicOfTrust(this.#database, actor.trustOdsCode, clinicId)
    if (!clinic) throw new NotFound()
    const wanted = newAppointmentAt(clinic.id)
    return { clinic, times: await freeTimes(this.#database, patientId, wanted, this.#clock.now()) }
  }

  async #once(
    actor: Actor,
    patientId: string,
    form: readonly (string | number)[],
    payload: string,
    change: (work: Work) => Promise<string>,
  ): Promise<string> {
    requireStaffPermission(actor, 'change-bookings')
    const { trustOdsCode, userId } = actor
    if (!isGuid(patientId)) throw new NotFound()
    const now = this.#clock.now()
    const key = [trustOdsCode, userId, patientId, ...form]
    return idempotent(this.#database, { key, payload, now }, async transaction => {
      await lockPatient(transaction, patientId)
      if (!(await findPatientOfTrust(transaction, trustOdsCode, patientId, now))) throw new NotFound()
      return change({ transaction, staff: actor, now })
    }).catch(error => {
      throw error instanceof StaleVersion ? new PatientChanged() : error
    })
  }
}

/** The appointment, if it is as it was seen, booked and not begun, and the patient has not asked for a change of it. */
async function toChange(
  { transaction, staff: { trustOdsCode }, now }: Work,
  { appointmentId: id, patientId, seen }: BookingSeen,
): Promise<Appointment> {
  const appointment = await findAppointmentOfTrust(transaction, { trustOdsCode, patientId, id })
  if (!appointment) throw new NotFound()
  if (appointment.request) throw new RequestOpen(appointment.request.id)
  if (whatChanged(seen, appointment).length > 0) throw new PatientChanged()
  if (appointment.status !== 'booked' || Temporal.Instant.compare(appointment.startsAt, now) <= 0)
    throw new PatientChanged()
  return withoutNotice(appointment)
}
