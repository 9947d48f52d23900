import { randomUUID } from 'node:crypto'
import { toColumn } from './columns.ts'
import type { Transaction } from './database.ts'

export type OutboxKind =
  | 'appointment-cancelled'
  | 'cancellation-requested'
  | 'appointment-moved'
  | 'appointment-booked'
  | 'reschedule-requested'

/**
 * What others must be told, kept until they have been. It carries ids only: whoever sends it reads the appointment
 * at that time. One event for each version of an appointment, which the database enforces.
 */
export async function tell(
  transaction: Transaction,
  kind: OutboxKind,
  appointment: { id: string; version: number },
  now: Temporal.Instant,
): Promise<void> {
  await transaction('outbox_event').insert({
    id: randomUUID(),
    kind,
    appointment_id: appointment.id,
    version: appointment.version,
    created_at: toColumn(now),
    not_before: toColumn(now),
  })
}
