import { fromColumn } from '../../database/columns.ts'
import { CLINIC_CLOSED } from '../appointments/appointments.ts'
import { heldFrom } from '../staff-work/staff-work.ts'
import type { ChangeRequest } from './change-request.ts'

export type Row = Record<string, string | number | null>

/** The columns of a request, for a query that joins `change_request` and `appointment`. */
export const REQUEST_COLUMNS = ['change_request.*', 'appointment.patient_id']

/** Converts a row of {@link REQUEST_COLUMNS}. */
export function changeRequest(row: Row): ChangeRequest {
  return {
    id: String(row.id),
    appointmentId: String(row.appointment_id),
    patientId: String(row.patient_id),
    kind: row.kind as ChangeRequest['kind'],
    status: row.status as ChangeRequest['status'],
    version: Number(row.version),
    requestedAt: instant(row.requested_at),
    promisedBy: instant(row.promised_by),
    decidedAt: row.decided_at === null ? null : instant(row.decided_at),
    untoldSince: row.untold_since === null ? null : instant(row.untold_since),
    ...heldFrom(row),
    reply: row.reply as string | null,
    reason: String(row.reason),
    byHospital: row.reason === CLINIC_CLOSED,
    preferredDays: list(row.preferred_days),
    preferredTimes: list(row.preferred_times),
    datesToAvoid: row.dates_to_avoid as string | null,
  }
}

function list(codes: unknown): readonly string[] {
  return codes ? String(codes).split(',') : []
}

function instant(value: unknown): Temporal.Instant {
  return fromColumn(value as string | Date)
}
