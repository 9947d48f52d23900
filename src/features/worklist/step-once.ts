import { isGuid } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'
import { idempotent, StaleVersion } from '../../database/idempotent.ts'
import { lockPatient } from '../../database/locks.ts'
import type { Actor, StaffActor } from '../../shared/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import { NotFound } from '../../shared/errors.ts'
import type { ChangeRequest } from './change-request.ts'
import { RequestChanged } from './refusals.ts'
import { lastRequestEvent } from './request-event-store.ts'
import { findRequestOfTrust } from './request-store.ts'
import { requireStaff } from './staff-access.ts'

/** The request in its version, as the member of staff saw it. */
export interface SeenVersion {
  id: string
  patientId: string
  version: number
}

interface Work {
  transaction: Transaction
  staff: StaffActor
  request: ChangeRequest
  now: Temporal.Instant
}

export type StepOnce = ReturnType<typeof stepOnce>

/**
 * Makes one step of staff on a request of their own trust, in one transaction and only once for the same form. Throws
 * {@link NotFound} for a request of another trust or patient, and {@link RequestChanged} if it has changed since it was
 * seen, or is closed. Only a closed request is told.
 */
export function stepOnce(database: Database, clock: Clock) {
  return async (
    actor: Actor,
    operation: string,
    { id, patientId, version }: SeenVersion,
    payload: string,
    step: (work: Work) => Promise<string>,
  ): Promise<string> => {
    const staff = requireStaff(actor)
    if (!isGuid(id) || !isGuid(patientId)) throw new NotFound()
    const now = clock.now()
    const key = [staff.trustOdsCode, staff.userId, operation, id, patientId, version]
    const find = (where: Database) => findRequestOfTrust(where, staff.trustOdsCode, id)
    try {
      return await idempotent(database, { key, payload, now }, async transaction => {
        await lockPatient(transaction, patientId)
        const request = await find(transaction)
        if (request?.patientId !== patientId) throw new NotFound()
        const isOpen = operation === 'tell' || request.status === 'open'
        if (request.version !== version || !isOpen) throw new StaleVersion()
        return step({ transaction, staff, request, now })
      })
    } catch (error) {
      if (!(error instanceof StaleVersion)) throw error
      const request = await find(database)
      if (!request) throw new NotFound()
      throw new RequestChanged(request, await lastRequestEvent(database, id))
    }
  }
}
