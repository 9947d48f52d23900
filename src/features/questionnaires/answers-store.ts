import { fromColumn, toColumn } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'
import type { Retention } from '../../database/expiry.ts'

/** Answers that a patient has not sent. */
export interface SavedAnswers {
  /** JSON. */
  answers: string
  /** What was entered on a page and not sent, as JSON. */
  unsent: string | null
  /** Incremented each time the answers are saved. 0: nothing has been saved. */
  version: number
  savedAt: Temporal.Instant
}

/** Half a year after the last answer: longer than any questionnaire should wait, and the patient can begin again. */
export const answersRetention: Retention = {
  table: 'questionnaire_answers',
  key: 'questionnaire_id',
  since: 'saved_at',
  keepFor: Temporal.Duration.from({ hours: 24 * 183 }),
}

export async function findAnswers(
  database: Database,
  questionnaireId: string,
): Promise<SavedAnswers | undefined> {
  const row = await database('questionnaire_answers').where('questionnaire_id', questionnaireId).first()
  return (
    row && {
      answers: row.answers,
      unsent: row.unsent,
      version: Number(row.version),
      savedAt: fromColumn(row.saved_at),
    }
  )
}

/**
 * Saves over this version of the answers; false if they have been saved since, such as in another tab. The caller holds the
 * lock of the patient.
 */
export async function saveAnswers(
  transaction: Transaction,
  questionnaireId: string,
  { answers, unsent, version }: Omit<SavedAnswers, 'savedAt'>,
  now: Temporal.Instant,
): Promise<boolean> {
  const values = { answers, unsent, version: version + 1, saved_at: toColumn(now) }
  if (version > 0) {
    const key = { questionnaire_id: questionnaireId, version }
    return (await transaction('questionnaire_answers').where(key).update(values)) === 1
  }
  if (await findAnswers(transaction, questionnaireId)) return false
  await transaction('questionnaire_answers').insert({ questionnaire_id: questionnaireId, ...values })
  return true
}

export async function removeAnswers(transaction: Transaction, questionnaireId: string): Promise<void> {
  await transaction('questionnaire_answers').where('questionnaire_id', questionnaireId).delete()
}
