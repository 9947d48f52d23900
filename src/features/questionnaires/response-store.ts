import { fromColumn, toColumn } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'

/** That the definition flags an answer. */
export interface RaisedFlag {
  /** What it says to the patient. */
  advice: string
  /** The link ids of the questions that it is about. */
  questions: readonly string[]
}

/** What a patient has sent. */
export interface SentResponse {
  questionnaireId: string
  trustOdsCode: string
  patientId: string
  /** A FHIR R4 QuestionnaireResponse as JSON. */
  content: string
  submittedAt: Temporal.Instant
  flags: readonly RaisedFlag[]
  /** The task for staff about what is flagged. */
  taskId: string | null
  reviewed: { at: Temporal.Instant; by: string } | null
}

export async function addResponse(
  transaction: Transaction,
  added: Omit<SentResponse, 'reviewed'>,
): Promise<void> {
  await transaction('questionnaire_response').insert({
    questionnaire_id: added.questionnaireId,
    trust_ods_code: added.trustOdsCode,
    patient_id: added.patientId,
    content: added.content,
    submitted_at: toColumn(added.submittedAt),
    flagged: added.flags.length > 0,
    flags: JSON.stringify(added.flags),
    task_id: added.taskId,
  })
}

/** The caller has found the questionnaire for its patient or its trust. */
export async function findResponse(
  database: Database,
  questionnaireId: string,
): Promise<SentResponse | undefined> {
  const row = await database('questionnaire_response').where('questionnaire_id', questionnaireId).first()
  return (
    row && {
      questionnaireId: row.questionnaire_id,
      trustOdsCode: row.trust_ods_code,
      patientId: row.patient_id,
      content: row.content,
      submittedAt: fromColumn(row.submitted_at),
      flags: JSON.parse(row.flags),
      taskId: row.task_id,
      reviewed: row.reviewed_at === null ? null : { at: fromColumn(row.reviewed_at), by: row.reviewed_by },
    }
  )
}

/** The questionnaire that a task is about. The caller has found the task for its trust. */
export async function findResponseOfTask(database: Database, taskId: string): Promise<string | undefined> {
  const row = await database('questionnaire_response').where('task_id', taskId).first('questionnaire_id')
  return row?.questionnaire_id
}

/** False if a member of staff has reviewed it already. */
export async function markReviewed(
  transaction: Transaction,
  questionnaireId: string,
  by: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const changed = await transaction('questionnaire_response')
    .where('questionnaire_id', questionnaireId)
    .whereNull('reviewed_at')
    .update({ reviewed_at: toColumn(now), reviewed_by: by })
  return changed === 1
}
