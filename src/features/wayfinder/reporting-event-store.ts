import { fromColumn, toColumn } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'
import type { Retention } from '../../database/expiry.ts'
import type { Row } from '../../database/insert-rows.ts'

/** So that the report of any month of the year before can be made anew from its events. */
export const reportingEventRetention: Retention = {
  table: 'reporting_event',
  key: 'id',
  since: 'at',
  keepFor: Temporal.Duration.from({ hours: 24 * 400 }),
}

/** What is reported of what patients do and of what becomes of their appointments. */
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

export interface NewReportingEvent {
  kind: ReportedKind
  at: Temporal.Instant
  patientId?: string | undefined
  /** Of somebody we have no record of, and of nobody else: whoever is in the record is looked up when it is sent. */
  nhsNumber?: string | undefined
  appointmentId?: string | undefined
  /** The id of the session in reports, which opens nothing. */
  sessionId?: string | undefined
  trust?: string | undefined
  specialty?: string | undefined
  onceKey?: string | undefined
  /** What else there is to say: codes, ids and times, nothing that names or describes a person. */
  details?: Readonly<Record<string, string | number | boolean | null | undefined>>
}

/** An event that waits to be sent. `nhsNumber` is undefined where nothing may be told of the patient. */
export interface WaitingEvent extends Omit<NewReportingEvent, 'details'> {
  id: number
  details: Readonly<Record<string, unknown>>
}

/** Keeps an event, in the transaction of what it reports. */
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

/** Whether something that may be reported once has been. */
export async function isReported(database: Database, onceKey: string): Promise<boolean> {
  return (await database('reporting_event').where('once_key', onceKey).first('id')) !== undefined
}

// Not bound: a filtered index serves only those who ask for just what it holds.
const WAITING = "reporting_event.state = 'waiting'"
const REFUSED = "reporting_event.state = 'refused'"

/** The oldest that wait, in the order they were kept. */
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
const AT_ONCE = 1000

/** Says what became of events that waited. A number kept for sending goes, whatever became of it. */
export async function settleEvents(
  database: Database,
  ids: readonly number[],
  state: 'sent' | 'refused' | 'not-for-wayfinder',
  now: Temporal.Instant,
): Promise<void> {
  const row: Row = { state, settled_at: toColumn(now), nhs_number: null }
  for (let start = 0; start < ids.length; start += AT_ONCE)
    await database('reporting_event')
      .whereIn('id', ids.slice(start, start + AT_ONCE))
      .where('state', 'waiting')
      .update(row)
}

/** How far behind the reports are, and how many were refused. */
export async function reportingState(
  database: Database,
  now: Temporal.Instant,
): Promise<{ waiting: number; oldestSeconds: number; refused: number }> {
  const waiting = await database('reporting_event').whereRaw(WAITING).count({ total: 'id' }).first()
  // Kept first, and so the oldest: to look for the least time would read every event, of which millions may wait.
  const oldest = await database('reporting_event').whereRaw(WAITING).orderBy('id').first('at')
  const refused = await database('reporting_event').whereRaw(REFUSED).count({ total: 'id' }).first()
  const age = oldest ? now.since(fromColumn(oldest.at)).total('seconds') : 0
  return {
    waiting: Number(waiting?.total),
    oldestSeconds: Math.max(0, Math.floor(age)),
    refused: Number(refused?.total),
  }
}
