import { randomUUID } from 'node:crypto'
import { fromColumn, toColumn } from '../database/columns.ts'
import type { Database, Transaction } from '../database/database.ts'

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
export async function addToOutbox(
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

/** How far behind the outbox is. An event set aside is not among those unsent. */
export async function outboxState(
  database: Database,
  now: Temporal.Instant,
): Promise<{ oldestUnsentSeconds: number; unsent: number; setAside: number }> {
  const unsent = await database('outbox_event')
    .where({ sent_at: null, set_aside_at: null })
    .min({ oldest: 'created_at' })
    .count({ total: 'id' })
    .first()
  const setAside = await database('outbox_event').whereNotNull('set_aside_at').count({ total: 'id' }).first()
  const age = unsent?.oldest ? now.since(fromColumn(unsent.oldest)).total('seconds') : 0
  return {
    oldestUnsentSeconds: Math.max(0, Math.floor(age)),
    unsent: Number(unsent?.total),
    setAside: Number(setAside?.total),
  }
}
