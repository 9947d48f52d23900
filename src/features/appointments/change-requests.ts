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
import type { Appointment, ChangeKind, FreeTime } from './appointment.ts'
import { findAppointment, incrementVersion, markCancelled, rebook } from './appointment-store.ts'
import { addRequest, type NewRequest } from './change-request-store.ts'
import { mayChange } from './may-change.ts'
import { AppointmentChanged, CannotChange, TimeTaken } from './refusals.ts'
import type { ReschedulePreferences } from './reschedule/reschedule-answers.ts'
import { type Seen, timeSeenText, versionSeen, whatChanged } from './seen.ts'
import { findFreeTime, releasePlace, takePlace } from './slot-store.ts'
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
        await this.#cancelBooking(transaction, appointment, reason)
        await this.#record(transaction, actor, 'cancelled', 'appointment-cancelled', nextVersion(appointment))
      }
      return appointment.id
    })
  }

  /** Returns the id of the appointment at the new time. Also throws {@link TimeTaken}. */
  async move(
    actor: Actor,
    decision: Decision,
    chosen: { slotId: string; timeSeen: string },
  ): Promise<string> {
    return this.#once(actor, 'reschedule', decision, chosen.slotId, async (transaction, appointment, how) => {
      if (how !== 'at-once') throw new BadRequest()
      const time = await this.#takeSlot(transaction, actor, appointment, chosen)
      // The old booking is cancelled only after the new place is taken, in the same transaction.
      const movedToId = await rebook(transaction, appointment, time).catch(rethrowAsTimeTaken)
      await this.#cancelBooking(transaction, appointment, 'moved', movedToId)
      await this.#record(transaction, actor, 'moved', 'appointment-moved', nextVersion(appointment))
      const booked = { id: movedToId, version: 1 }
      await this.#record(transaction, actor, 'booked-by-move', 'appointment-booked', booked)
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

  /** Takes a place at the chosen time. Throws {@link TimeTaken} if it is full or no longer as the patient saw it. */
  async #takeSlot(
    transaction: Transaction,
    actor: Actor,
    appointment: Appointment,
    { slotId, timeSeen }: { slotId: string; timeSeen: string },
  ): Promise<FreeTime> {
    const now = this.#clock.now()
    const time = await findFreeTime(transaction, requirePatientAccess(actor), appointment, now, slotId)
    if (!time || timeSeenText(time) !== timeSeen) throw new TimeTaken()
    if (!(await takePlace(transaction, slotId))) throw new TimeTaken()
    return time
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

  async #cancelBooking(
    transaction: Transaction,
    appointment: Appointment,
    reason: string,
    movedToId: string | null = null,
  ) {
    const now = this.#clock.now()
    if (!(await markCancelled(transaction, appointment, { reason, now, movedToId }))) throw new StaleVersion()
    await releasePlace(transaction, appointment.slotId)
  }

  async #addRequest(
    transaction: Transaction,
    actor: Actor,
    appointment: Appointment,
    request: Pick<NewRequest, 'kind' | 'reason' | 'preferences'>,
  ) {
    const requestedAt = this.#clock.now()
    const { contact, id: appointmentId, rules } = appointment
    const promised = promisedBy(requestedAt, rules.promiseWorkingHours, contact.opening)
    if (!(await incrementVersion(transaction, appointment))) throw new StaleVersion()
    await addRequest(transaction, { ...request, appointmentId, requestedAt, promisedBy: promised }).catch(
      rethrowAsStaleVersion,
    )
    const [action, event] =
      request.kind === 'cancel'
        ? (['asked-to-cancel', 'cancellation-requested'] as const)
        : (['asked-to-reschedule', 'reschedule-requested'] as const)
    await this.#record(transaction, actor, action, event, nextVersion(appointment))
    await reportRequest(transaction, actor, event, appointmentId, requestedAt)
  }

  async #record(
    transaction: Transaction,
    actor: Actor,
    action: string,
    event: string,
    appointment: { id: string; version: number },
  ) {
    const now = this.#clock.now()
    const subject = subjectOf(appointment)
    await audit(transaction, actor, action, subject, now)
    await addToOutbox(transaction, event, subject, now)
    await reportAppointment(transaction, appointment.id, now)
  }
}

function nextVersion({ id, version }: Appointment) {
  return { id, version: version + 1 }
}

/** A duplicate key means that the patient already has a booking in that slot. */
function rethrowAsTimeTaken(error: unknown): never {
  throw isDuplicateKey(error) ? new TimeTaken() : error
}

/** A duplicate key means that the appointment already has an open request. */
function rethrowAsStaleVersion(error: unknown): never {
  throw isDuplicateKey(error) ? new StaleVersion() : error
}
