import { randomUUID } from 'node:crypto'
import { toColumn } from '../../database/columns.ts'
import type { Transaction } from '../../database/database.ts'
import type { ChangeKind } from './appointment.ts'
import type { ReschedulePreferences } from './reschedule-answers.ts'

export interface NewRequest {
  appointmentId: string
  kind: ChangeKind
  reason: string
  preferences?: ReschedulePreferences
  requestedAt: Temporal.Instant
  promisedBy: Temporal.Instant
}

/** The database allows one open request for each appointment. */
export async function addRequest(transaction: Transaction, request: NewRequest): Promise<void> {
  await transaction('change_request').insert({
    id: randomUUID(),
    appointment_id: request.appointmentId,
    kind: request.kind,
    reason: request.reason,
    preferred_days: request.preferences?.days.join(',') ?? null,
    preferred_times: request.preferences?.times.join(',') ?? null,
    dates_to_avoid: request.preferences?.datesToAvoid || null,
    requested_at: toColumn(request.requestedAt),
    promised_by: toColumn(request.promisedBy),
  })
}
