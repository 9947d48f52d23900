import { toColumn } from '../database/columns.ts'
import type { Database, Transaction } from '../database/database.ts'
import { retryTransient } from '../database/retry-transient.ts'
import type { Actor } from '../shared/actor.ts'
import { append } from './chain.ts'

export type AuditedAction =
  | 'cancelled'
  | 'asked-to-cancel'
  | 'moved'
  | 'booked-by-move'
  | 'asked-to-reschedule'

/**
 * `sought-appointment` is of one that is not theirs, not to be shown or not there: an attempt that showed nothing.
 * `listed-in-nhs-app`: the aggregator was given the whole list.
 */
export type AuditedAccess =
  | 'viewed-appointment'
  | 'viewed-appointments'
  | 'viewed-next-appointment'
  | 'sought-appointment'
  | 'listed-in-nhs-app'

/** Who did what to which version of an appointment, written inside the transaction that did it. */
export async function audit(
  transaction: Transaction,
  actor: Actor,
  action: AuditedAction,
  appointment: { id: string; version: number },
  at: Temporal.Instant,
): Promise<void> {
  await append(transaction, { at: toColumn(at), ...by(actor), action, ...about(appointment) })
}

/**
 * Who was shown what, written before it is shown: when this throws, it must not be. A list is of no one appointment.
 * A connection lost in the moment of the commit may leave an entry of what was not shown, never the reverse.
 */
export async function auditAccess(
  database: Database,
  actor: Actor,
  action: AuditedAccess,
  appointment: { id: string; version?: number } | undefined,
  at: Temporal.Instant,
): Promise<void> {
  const entry = { at: toColumn(at), ...by(actor), action, ...about(appointment) }
  await retryTransient(() => database.transaction(transaction => append(transaction, entry)))
}

function by({ kind, patientId }: Actor) {
  return { actor: kind, patientId }
}

function about(appointment: { id: string; version?: number } | undefined) {
  return { appointmentId: appointment?.id ?? null, version: appointment?.version ?? null }
}
