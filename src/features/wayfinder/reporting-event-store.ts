import { fromColumn, toColumn } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'
import type { Retention } from '../../database/expiry.ts'
import type { Row } from '../../database/insert-rows.ts'

/** Long enough to produce the report of any month of the past year again. */
export const reportingEventRetention: Retention = {
  table: 'reporting_event',
  key: 'id',
  since: 'at',
  keepFor: Temporal.Duration.from({ hours: 24 * 400 }),
}

/** What patients do, and what happens to their appointments and questionnaires. */
export type ReportedKind =
  | 'log-in'
  | 'appointment'
  | 'appointment-viewed'
  | 'cancellation-requested'
  | 'reschedule-requested'
  | 'appointment-cancelled'
  | 'appointment-moved'
  | 'appointment-missed'
  | 'cancellation-done'
  | 'cancellation-declined'
  | 'reschedule-done'
  | 'reschedule-declined'
  | 'cancellation-withdrawn'
  | 'reschedule-withdrawn'
  | 'cancellation-lapsed'
  | 'reschedule-lapsed'
  | 'letter'
  | 'letter-viewed'
  | 'letter-opened'
  | 'questionnaire'
  | 'questionnaire-viewed'
  | 'questionnaire-started'
  | 'questionnaire-completed'
  | 'questionnaire-revoked'

export interface NewReportingEvent {
  kind: ReportedKind
  at: Temporal.Instant
  patientId?: string | undefined
  /**
   * Only for people without a patient record. The number of a patient is read from the record when the event is sent.
   */
  nhsNumber?: string | undefined
  appointmentId?: string | undefined
  /** Identifies the session in reports; it gives no access. */
  sessionId?: string | undefined
  trust?: string | undefined
  specialty?: string | undefined
  /** Unique, for an event that may be reported only once. */
  onceKey?: string | undefined
  /** Further facts: codes, ids and times, nothing that names or describes a person. */
  details?: Readonly<Record<string, string | number | boolean | null | undefined>>
}

/** An event that is not sent yet. `nhsNumber` is undefined if the patient may not be reported. */
export interface WaitingEvent extends Omit<NewReportingEvent, 'details'> {
  id: number
  details: Readonly<Record<string, unknown>>
}

/** Saves an event; pass the transaction of the change that it reports. */
export async function addReportingEvent(
  transaction: Transaction | Database,
  event: NewReportingEvent,
): Promise<void> {
  await transaction('reporting_event').insert({
    at: toColumn(event.at),
    kind: event.kind,
    patient_id: event.patientId ?? null,
    nhs_number: event.nhsNumber ?? null,
    appointment_id: event.appointmentId ?? null,
    session_id: event.sessionId ?? null,
    trust_ods_code: event.trust ?? null,
    treatment_function_code: event.specialty ?? null,
    once_key: event.onceKey ?? null,
    details: JSON.stringify(event.details ?? {}),
  })
}

/** Whether an event with this key was saved before. */
export async function isReported(database: Database, onceKey: string): Promise<boolean> {
  return (await database('reporting_event').where('once_key', onceKey).first('id')) !== undefined
}

// Written out, not bound: the database uses a filtered index only for a query with the same literal condition.
const WAITING = "reporting_event.state = 'waiting'"
const REFUSED = "reporting_event.state = 'refused'"

/** The oldest events not yet sent, in the order they were saved. */
export async function waitingEvents(database: Database, limit: number): Promise<WaitingEvent[]> {
  const rows = await database('reporting_event')
    .leftJoin('patient', on =>
      on.on('patient.id', 'reporting_event.patient_id').andOnVal('patient.sensitive', false as never),
    )
    .whereRaw(WAITING)
    .orderBy('reporting_event.id')
    .limit(limit)
    .select('reporting_event.*', 'patient.nhs_number as patient_nhs_number')
  return rows.map(row => ({
    id: Number(row.id),
    kind: row.kind as ReportedKind,
    at: fromColumn(row.at),
    nhsNumber: row.patient_id ? (row.patient_nhs_number ?? undefined) : (row.nhs_number ?? undefined),
    appointmentId: row.appointment_id ?? undefined,
    sessionId: row.session_id ?? undefined,
    trust: row.trust_ods_code ?? undefined,
    details: JSON.parse(row.details),
  }))
}

/** SQL Server takes 2,100 parameters in a statement. */
const ROWS_PER_STATEMENT = 1000

/** Records the outcome of events that were waiting, and deletes the NHS numbers stored with them. */
export async function settleEvents(
  database: Database,
  ids: readonly number[],
  state: 'sent' | 'refused' | 'not-for-wayfinder',
  now: Temporal.Instant,
): Promise<void> {
  const row: Row = { state, settled_at: toColumn(now), nhs_number: null }
  for (let start = 0; start < ids.length; start += ROWS_PER_STATEMENT)
    await database('reporting_event')
      .whereIn('id', ids.slice(start, start + ROWS_PER_STATEMENT))
      .where('state', 'waiting')
      .update(row)
}

/** How many events are waiting, the age of the oldest, and how many were refused. */
export async function reportingState(
  database: Database,
  now: Temporal.Instant,
): Promise<{ waiting: number; oldestSeconds: number; refused: number }> {
  const waiting = await database('reporting_event').whereRaw(WAITING).count({ total: 'id' }).first()
  // The lowest id is the oldest event. Selecting the minimum time would read every waiting event, possibly millions.
  const oldest = await database('reporting_event').whereRaw(WAITING).orderBy('id').first('at')
  const refused = await database('reporting_event').whereRaw(REFUSED).count({ total: 'id' }).first()
  const age = oldest ? now.since(fromColumn(oldest.at)).total('seconds') : 0
  return {
    waiting: Number(waiting?.total),
    oldestSeconds: Math.max(0, Math.floor(age)),
    refused: Number(refused?.total),
  }
}
