import { toColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import { LETTER_SHOWN, type LetterKind, type Receipt } from '../letters/letters.ts'
import { whereEligible } from '../patients/patients.ts'

/** A letter that may be reported: its patient may use the portal, and the portal shows it to them. */
export interface ReportableLetter {
  id: string
  patientId: string
  appointmentId: string | null
  trust: string
  specialty: string | null
  kind: LetterKind
  /** CCYY-MM-DD. */
  datedOn: string
  receipt: Receipt
}

/** Undefined if the letter may not be reported. */
export async function findReportableLetter(
  database: Database,
  id: string,
  now: Temporal.Instant,
): Promise<ReportableLetter | undefined> {
  const row = await database('letter')
    .join('patient', 'patient.id', 'letter.patient_id')
    .where('letter.id', id)
    .whereRaw(LETTER_SHOWN, [toColumn(now)])
    .where(whereEligible(now))
    .first('letter.*')
  return (
    row && {
      id: row.id,
      patientId: row.patient_id,
      appointmentId: row.appointment_id,
      trust: row.trust_ods_code,
      specialty: row.treatment_function_code,
      kind: row.kind,
      datedOn: row.dated_on,
      receipt: row.read_at ? 'Read' : row.seen_at ? 'Seen' : 'Unread',
    }
  )
}
