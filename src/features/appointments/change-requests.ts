import { audit } from '../../audit/audit.ts'
import type { Database, Transaction } from '../../database/database.ts'
import { isDuplicateKey } from '../../database/faults.ts'
import { idempotent, StaleVersion } from '../../database/idempotent.ts'
import { lockPatient } from '../../database/locks.ts'
import { addToOutbox } from '../../outbox/outbox.ts'
import { type Actor, requirePatientAccess } from '../../shared/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import { BadRequest, NotFound } from '../../shared/errors.ts'
import { promisedBy } from '../../shared/working-hours.ts'
import { reportAppointment, reportRequest } from '../wayfinder/wayfinder.ts'
import type { Appointment, ChangeKind } from './appointment.ts'
import { findAppointment } from './appointment-store.ts'
import { incrementVersion } from './booking-store.ts'
import { type Change, type ChosenTime, cancelBooking, moveBooking } from './bookings.ts'
import { addRequest, type NewRequest } from './change-request-store.ts'
import { mayChange } from './may-change.ts'
import { AppointmentChanged, CannotChange } from './refusals.ts'
import type { ReschedulePreferences } from './reschedule/reschedule-answers.ts'
import { type Seen, versionSeen, whatChanged } from './seen.ts'
import { subjectOf } from './viewed-appointment.ts'

/** An appointment, and its state on the page when the patient decided. */
export interface Decision {
  id: string
  seen: Seen
}

/**
 * Cancels or moves a patient's appointment: at once if the trust allows it, otherwise by a request for staff to
 * decide. Each change is one transaction with its audit entry, its outbox event and its reporting events. Sending the
 * same form again makes no second change. Every method may throw {@link NotFound}, {@link AppointmentChanged} or
 * {@link CannotChange}; nothing has been changed then.
 */
export class ChangeRequests {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  async cancel(actor: Actor, decision: Decision, reason: string): Promise<void> {
    await this.#once(actor, 'cancel', decision, '', async (transaction, appointment, how) => {
      if (how === 'request') {
        await this.#addRequest(transaction, actor, appointment, { kind: 'cancel', reason })
      } else {
        const change = this.#change(actor, appointment)
        await cancelBooking(transaction, change, reason)
        await reportAppointment(transaction, appointment.id, change.now)
      }
      return appointment.id
    })
  }

  /** Returns the id of the appointment at the new time. Also throws `TimeTaken`. */
  async move(actor: Actor, decision: Decision, chosen: ChosenTime): Promise<string> {
    return this.#once(actor, 'reschedule', decision, chosen.slotId, async (transaction, appointment, how) => {
      if (how !== 'at-once') throw new BadRequest()
      const change = this.#change(actor, appointment)
      const movedToId = await moveBooking(transaction, change, chosen)
      await reportAppointment(transaction, appointment.id, change.now)
      await reportAppointment(transaction, movedToId, change.now)
      return movedToId
    })
  }

  async requestReschedule(
    actor: Actor,
    decision: Decision,
    { reason, ...preferences }: ReschedulePreferences & { reason: string },
  ): Promise<void> {
    await this.#once(actor, 'reschedule', decision, '', async (transaction, appointment, how) => {
      if (how !== 'request') throw new BadRequest()
      await this.#addRequest(transaction, actor, appointment, { kind: 'reschedule', reason, preferences })
      return appointment.id
    })
  }

  async #once(
    actor: Actor,
    kind: ChangeKind,
    { id, seen }: Decision,
    payload: string,
    change: (
      transaction: Transaction,
      appointment: Appointment,
      how: 'at-once' | 'request',
    ) => Promise<string>,
  ): Promise<string> {
    const now = this.#clock.now()
    const key = [requirePatientAccess(actor), kind, id, versionSeen(seen)]
    try {
      return await idempotent(this.#database, { key, payload, now }, async transaction => {
        await lockPatient(transaction, requirePatientAccess(actor))
        const appointment = await this.#findOwn(transaction, actor, id)
        if (whatChanged(seen, appointment).length > 0) throw new StaleVersion()
        const { how, obstacle } = mayChange(appointment, kind, now)
        if (obstacle) throw new CannotChange(appointment, kind, obstacle)
        return await change(transaction, appointment, how)
      })
    } catch (error) {
      if (!(error instanceof StaleVersion)) throw error
      throw new AppointmentChanged(await this.#findCurrent(actor, id), kind, seen)
    }
  }

  async #findOwn(database: Database, actor: Actor, id: string): Promise<Appointment> {
    const appointment = await findAppointment(database, requirePatientAccess(actor), id)
    if (!appointment) throw new NotFound()
    return appointment
  }

  /** The appointment as it is now; if it was moved, its successor. */
  async #findCurrent(actor: Actor, id: string): Promise<Appointment> {
    const appointment = await this.#findOwn(this.#database, actor, id)
    return appointment.movedToId ? this.#findCurrent(actor, appointment.movedToId) : appointment
  }

  async #addRequest(
    transaction: Transaction,
    actor: Actor,
    appointment: Appointment,
    request: Pick<NewRequest, 'kind' | 'reason' | 'preferences'>,
  ) {
    const requestedAt = this.#clock.now()
    const { clinicId, contact, id: appointmentId, rules, trustOdsCode } = appointment
    const promised = promisedBy(requestedAt, rules.promiseWorkingHours, contact.opening)
    if (!(await incrementVersion(transaction, appointment))) throw new StaleVersion()
    const received = { ...request, appointmentId, trustOdsCode, clinicId, requestedAt, promisedBy: promised }
    await addRequest(transaction, received).catch(rethrowAsStaleVersion)
    const [action, event] =
      request.kind === 'cancel'
        ? (['asked-to-cancel', 'cancellation-requested'] as const)
        : (['asked-to-reschedule', 'reschedule-requested'] as const)
    const subject = subjectOf({ id: appointmentId, version: appointment.version + 1 })
    await audit(transaction, actor, action, subject, requestedAt)
    await addToOutbox(transaction, event, subject, requestedAt)
    await reportRequest(transaction, actor, event, appointmentId, requestedAt)
  }

  #change(actor: Actor, appointment: Appointment): Change {
    return { actor, patientId: requirePatientAccess(actor), appointment, now: this.#clock.now() }
  }
}

/** A duplicate key means that the appointment already has an open request. */
function rethrowAsStaleVersion(error: unknown): never {
  throw isDuplicateKey(error) ? new StaleVersion() : error
}
