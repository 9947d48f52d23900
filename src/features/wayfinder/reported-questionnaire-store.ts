import { fromColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import { whereEligible } from '../patients/patients.ts'

/** A questionnaire that may be reported: its patient may use the portal. */
export interface ReportableQuestionnaire {
  id: string
  patientId: string
  appointmentId: string | null
  trust: string
  type: string
  availableFrom: Temporal.Instant
}

/** Undefined if the questionnaire may not be reported. */
export async function findReportableQuestionnaire(
  database: Database,
  id: string,
  now: Temporal.Instant,
): Promise<ReportableQuestionnaire | undefined> {
  const row = await database('questionnaire')
    .join('questionnaire_definition', 'questionnaire_definition.id', 'questionnaire.definition_id')
    .join('patient', 'patient.id', 'questionnaire.patient_id')
    .where('questionnaire.id', id)
    .where(whereEligible(now))
    .first(
      'questionnaire.id',
      'questionnaire.patient_id',
      'questionnaire.appointment_id',
      'questionnaire.trust_ods_code',
      'questionnaire.available_from',
      'questionnaire_definition.type',
    )
  return (
    row && {
      id: row.id,
      patientId: row.patient_id,
      appointmentId: row.appointment_id,
      trust: row.trust_ods_code,
      type: row.type,
      availableFrom: fromColumn(row.available_from),
    }
  )
}
