import { toColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import type { Period } from '../../shared/dates.ts'
import type { ReportedKind } from '../wayfinder/wayfinder.ts'

/** An event as the monthly report counts it. */
export interface CountedEvent {
  kind: ReportedKind
  patientId: string
  /** Treatment function code; a log-in has none. */
  specialty: string | null
  details: Readonly<Record<string, unknown>>
}

/** Rows read by each statement. */
const ROWS_PER_STATEMENT = 5000

/**
 * The events of the period at a trust, in the order they were saved. A log-in belongs to no trust: it counts for each
 * trust with a reported appointment of the patient before the end of the period.
 */
export async function* eventsOfTrust(
  database: Database,
  trust: string,
  { from, until }: Period,
): AsyncGenerator<CountedEvent> {
  const theirs = database('reporting_event as known')
    .whereRaw('known.patient_id = reporting_event.patient_id')
    .where('known.trust_ods_code', trust)
    .where('known.at', '<', toColumn(until))
    .select('known.id')
  for (let after = 0; ; ) {
    const rows = await database('reporting_event')
      .where('at', '>=', toColumn(from))
      .where('at', '<', toColumn(until))
      .where('id', '>', after)
      .where(counted =>
        counted
          .where('trust_ods_code', trust)
          .orWhere(logIn => logIn.where('kind', 'log-in').whereExists(theirs.clone())),
      )
      .orderBy('id')
      .limit(ROWS_PER_STATEMENT)
      .select('id', 'kind', 'patient_id', 'treatment_function_code', 'details')
    for (const row of rows)
      yield {
        kind: row.kind,
        patientId: row.patient_id,
        specialty: row.treatment_function_code,
        details: JSON.parse(row.details),
      }
    if (rows.length < ROWS_PER_STATEMENT) return
    after = Number(rows.at(-1).id)
  }
}

export async function isTrust(database: Database, odsCode: string): Promise<boolean> {
  return (await database('trust').where('ods_code', odsCode).first('ods_code')) !== undefined
}
