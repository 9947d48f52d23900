import { randomUUID } from 'node:crypto'
import { toColumn } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'
import type { ChangeKind } from './appointment.ts'
import type { ReschedulePreferences } from './reschedule/reschedule-answers.ts'

export interface NewRequest {
  appointmentId: string
  trustOdsCode: string
  clinicId: string
  kind: ChangeKind
  reason: string
  preferences?: ReschedulePreferences
  requestedAt: Temporal.Instant
  promisedBy: Temporal.Instant
}

/** Throws a duplicate key error if the appointment already has an open request. */
export async function addRequest(transaction: Transaction, request: NewRequest): Promise<void> {
  await transaction('change_request').insert({
    id: randomUUID(),
    appointment_id: request.appointmentId,
    trust_ods_code: request.trustOdsCode,
    clinic_id: request.clinicId,
    kind: request.kind,
    reason: request.reason,
    preferred_days: request.preferences?.days.join(',') ?? null,
    preferred_times: request.preferences?.times.join(',') ?? null,
    dates_to_avoid: request.preferences?.datesToAvoid || null,
    requested_at: toColumn(request.requestedAt),
    promised_by: toColumn(request.promisedBy),
  })
}

/** Numbers of open requests, by age in days: up to 1, 3 or 7, or older. */
export interface OpenRequestAges {
  open: number
  /** Still open after the time the patient was promised. */
  pastPromise: number
  byAge: { '1d': number; '3d': number; '7d': number; older: number }
}

/** Counts the open requests of all trusts by age. */
export async function openRequestAges(database: Database, now: Temporal.Instant): Promise<OpenRequestAges> {
  const within = (days: number) =>
    database.raw('count(case when requested_at >= ? then 1 end) as ??', [
      toColumn(now.subtract({ hours: 24 * days })),
      `within_${days}`,
    ])
  const row = await database('change_request')
    .where('status', 'open')
    .select(database.raw('count(*) as waiting'), within(1), within(3), within(7))
    .select(database.raw('count(case when promised_by < ? then 1 end) as past_promise', [toColumn(now)]))
    .first()
  const count = (name: string) => Number(row?.[name])
  return {
    open: count('waiting'),
    pastPromise: count('past_promise'),
    byAge: {
      '1d': count('within_1'),
      '3d': count('within_3') - count('within_1'),
      '7d': count('within_7') - count('within_3'),
      older: count('waiting') - count('within_7'),
    },
  }
}
