import { fromColumn } from '../../database/columns.ts'
import { heldFrom } from '../staff-work/staff-work.ts'
import type { Task } from './task.ts'

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
    ...heldFrom(row),
  }
}

function instant(value: unknown): Temporal.Instant {
  return fromColumn(value as string | Date)
}
