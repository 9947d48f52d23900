import { fromColumn, toColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import type { Questionnaire } from './questionnaire.ts'
import { questionnaire, questionnaires, type Row } from './questionnaire-row.ts'

export interface QuestionnaireFilters {
  /**
   * `to-review`: sent and not reviewed, unless said. `reviewed`: sent and reviewed. `to-answer`: not sent, and there is time.
   * `ended`: taken back, answered by phone, or not answered in time.
   */
  state?: 'reviewed' | 'to-answer' | 'ended' | undefined
  /** Only those with an answer that the definition flags. */
  flagged?: boolean | undefined
}

export interface QuestionnairePatient {
  id: string
  nhsNumber: string
  givenName: string
  familyName: string
  birthDate: Temporal.PlainDate
}

/** A questionnaire on the list. What was answered is only on its page. */
export interface ListedQuestionnaire extends Questionnaire {
  patient: QuestionnairePatient
  /** When the answers were sent. */
  submittedAt: Temporal.Instant | null
  flagged: boolean
}

/** Of a trust: to review with flagged ones first, then the one that waits longest; to answer by when they were asked; else the latest. */
export async function listQuestionnaires(
  database: Database,
  trustOdsCode: string,
  filters: QuestionnaireFilters,
  { limit, offset, now }: { limit: number; offset: number; now: Temporal.Instant },
): Promise<ListedQuestionnaire[]> {
  const query = filtered(listed(database), trustOdsCode, filters, now)
    .join('patient', 'patient.id', 'questionnaire.patient_id')
    .select(PATIENT_COLUMNS)
    .select('questionnaire_response.submitted_at', 'questionnaire_response.flagged')
    .limit(limit)
    .offset(offset)
  switch (filters.state) {
    case undefined:
      query.orderBy('questionnaire_response.flagged', 'desc').orderBy('questionnaire_response.submitted_at')
      break
    case 'reviewed':
      query.orderBy('questionnaire_response.submitted_at', 'desc')
      break
    case 'to-answer':
      query.orderBy('questionnaire.asked_at')
      break
    case 'ended':
      query.orderBy('questionnaire.asked_at', 'desc')
  }
  const rows: Row[] = await query.orderBy('questionnaire.id')
  return rows.map(row => ({
    ...questionnaire(row),
    patient: patient(row),
    submittedAt: row.submitted_at === null ? null : fromColumn(row.submitted_at as string | Date),
    flagged: Boolean(row.flagged),
  }))
}

/** How many answers of a trust are to be reviewed, and how many of them are flagged. */
export async function countToReview(
  database: Database,
  trustOdsCode: string,
): Promise<{ total: number; flagged: number }> {
  const row = await database('questionnaire_response')
    .where('trust_ods_code', trustOdsCode)
    .whereNull('reviewed_at')
    .select(database.raw('count(*) as total'))
    .select(database.raw('count(case when flagged = 1 then 1 end) as flagged_ones'))
    .first()
  return { total: Number(row?.total), flagged: Number(row?.flagged_ones) }
}

export async function findQuestionnairePatient(
  database: Database,
  patientId: string,
): Promise<QuestionnairePatient | undefined> {
  const row = await database('patient').where('id', patientId).first(PATIENT_COLUMNS)
  return row && patient({ ...row, patient_id: patientId })
}

/** Whether a trust has asked this patient anything: it may then open what it asked, also without an appointment. */
export async function hasQuestionnaireAt(
  database: Database,
  trustOdsCode: string,
  patientId: string,
): Promise<boolean> {
  const row = await database('questionnaire')
    .where({ patient_id: patientId, trust_ods_code: trustOdsCode })
    .first('id')
  return row !== undefined
}

function listed(database: Database) {
  return questionnaires(database).leftJoin(
    'questionnaire_response',
    'questionnaire_response.questionnaire_id',
    'questionnaire.id',
  )
}

function filtered(
  query: ReturnType<typeof listed>,
  trustOdsCode: string,
  { flagged, state }: QuestionnaireFilters,
  now: Temporal.Instant,
) {
  const at = toColumn(now)
  if (state === undefined || state === 'reviewed')
    query.where('questionnaire_response.trust_ods_code', trustOdsCode)
  else query.where('questionnaire.trust_ods_code', trustOdsCode)
  if (flagged) query.where('questionnaire_response.flagged', true)
  switch (state) {
    case undefined:
      return query.whereNull('questionnaire_response.reviewed_at')
    case 'reviewed':
      return query.whereNotNull('questionnaire_response.reviewed_at')
    case 'to-answer':
      return query
        .whereNull('questionnaire.completed_at')
        .whereNull('questionnaire.revoked_at')
        .where(open =>
          open.whereNull('questionnaire.expires_at').orWhere('questionnaire.expires_at', '>', at),
        )
    case 'ended':
      return query.where(ended =>
        ended
          .whereNotNull('questionnaire.revoked_at')
          .orWhere('questionnaire.completed_by', 'staff')
          .orWhere(late =>
            late.whereNull('questionnaire.completed_at').where('questionnaire.expires_at', '<=', at),
          ),
      )
  }
}

const PATIENT_COLUMNS = [
  'patient.nhs_number',
  'patient.given_name',
  'patient.family_name',
  'patient.birth_date',
]

function patient(row: Row): QuestionnairePatient {
  return {
    id: String(row.patient_id),
    nhsNumber: String(row.nhs_number),
    givenName: String(row.given_name),
    familyName: String(row.family_name),
    birthDate: Temporal.PlainDate.from(String(row.birth_date)),
  }
}
