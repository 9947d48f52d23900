import { fromColumn } from '../../database/columns.ts'
import type { Claim } from '../../shared/claim.ts'
import type { Task, TaskEvent } from './task.ts'

export type Row = Record<string, string | number | null>

export function task(row: Row): Task {
  return {
    id: String(row.id),
    trustOdsCode: String(row.trust_ods_code),
    patientId: String(row.patient_id),
    kind: String(row.kind),
    appointmentId: row.appointment_id as string | null,
    status: row.status as Task['status'],
    outcome: row.outcome as string | null,
    reply: row.reply as string | null,
    version: Number(row.version),
    openedAt: instant(row.opened_at),
    promisedBy: instant(row.promised_by),
    closedAt: row.closed_at === null ? null : instant(row.closed_at),
    claim: claim(row),
  }
}

function claim(row: Row): Claim | null {
  if (row.claimed_by === null) return null
  return { by: String(row.claimed_by), at: instant(row.claimed_at), until: instant(row.claimed_until) }
}

export function taskEvent(row: Row): TaskEvent {
  return {
    version: Number(row.version),
    at: instant(row.at),
    event: row.event as TaskEvent['event'],
    actor: row.actor as TaskEvent['actor'],
    actorId: row.actor_id as string | null,
    role: row.role as string | null,
    note: row.note as string | null,
  }
}

function instant(value: unknown): Temporal.Instant {
  return fromColumn(value as string | Date)
}
