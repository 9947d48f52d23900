import type { Database } from '../../database/database.ts'
import { idempotent, StaleVersion } from '../../database/idempotent.ts'
import { lockPatient } from '../../database/locks.ts'
import { type Actor, requirePatientAccess } from '../../shared/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import { NotFound } from '../../shared/errors.ts'
import type { ChangeRequest } from './change-request.ts'
import { closeRequest } from './record-step.ts'
import { findRequest, latestRequest, listDeclined } from './request-store.ts'

const TWO_WEEKS = Temporal.Duration.from({ hours: 24 * 14 })

/** The request is not open any more, so it was not withdrawn. */
export class RequestClosed extends Error {}

/** What a patient can see of their requests, and do with them. */
export class PatientRequests {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /** The last request about the appointment, or the one that it was booked for. */
  async latest(actor: Actor, appointmentId: string): Promise<ChangeRequest | undefined> {
    return latestRequest(this.#database, requirePatientAccess(actor), appointmentId)
  }

  /** The ids of booked appointments to come whose last request was declined in the last two weeks. */
  async declinedLately(actor: Actor): Promise<string[]> {
    const now = this.#clock.now()
    return listDeclined(this.#database, requirePatientAccess(actor), { now, since: now.subtract(TWO_WEEKS) })
  }

  /**
   * Withdraws an open request, also while a member of staff works on it. Sending the same form again changes nothing more.
   * Throws {@link NotFound} for a request that is not about this appointment of the patient or that the hospital has opened,
   * and {@link RequestClosed} if it has been closed.
   */
  async withdraw(
    actor: Actor,
    { appointmentId, requestId }: { appointmentId: string; requestId: string },
  ): Promise<void> {
    const at = this.#clock.now()
    const patientId = requirePatientAccess(actor)
    const key = [patientId, 'withdraw', requestId]
    try {
      await idempotent(this.#database, { key, payload: '', now: at }, async transaction => {
        await lockPatient(transaction, patientId)
        const request = await findRequest(transaction, patientId, requestId)
        if (request?.appointmentId !== appointmentId || request.byHospital) throw new NotFound()
        await closeRequest(transaction, request, { outcome: 'withdrawn', actor, at })
        return requestId
      })
    } catch (error) {
      throw error instanceof StaleVersion ? new RequestClosed() : error
    }
  }
}
