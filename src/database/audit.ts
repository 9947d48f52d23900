import type { Actor } from '../shared/actor.ts'
import { toColumn } from './columns.ts'
import type { Transaction } from './database.ts'

export type AuditedAction =
  | 'cancelled'
  | 'asked-to-cancel'
  | 'moved'
  | 'booked-by-move'
  | 'asked-to-reschedule'

/** Who did what to which version of an appointment, written inside the transaction that did it. */
export async function audit(
  transaction: Transaction,
  actor: Actor,
  action: AuditedAction,
  appointment: { id: string; version: number },
  at: Temporal.Instant,
): Promise<void> {
  await transaction('audit_entry').insert({
    at: toColumn(at),
    actor: actor.kind,
    patient_id: actor.patientId,
    action,
    appointment_id: appointment.id,
    version: appointment.version,
  })
}
