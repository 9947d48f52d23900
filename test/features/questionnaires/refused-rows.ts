import { randomUUID } from 'node:crypto'
import type { Database } from '../../../src/database/database.ts'

const at = '2026-07-01T09:00:00.000'

const aQuestionnaireWith = (changes: object) => (database: Database) =>
  database('questionnaire').insert({
    ...{ id: randomUUID(), trust_ods_code: 'RFF', patient_id: randomUUID(), definition_id: randomUUID() },
    ...{ asked_at: at, available_from: at, ...changes },
  })

/** What the database itself refuses of questionnaires. */
export const refusedQuestionnaires: Record<string, (database: Database) => PromiseLike<unknown>> = {
  'a questionnaire in no known state': aQuestionnaireWith({ status: 'lost' }),
  'a questionnaire that comes from nowhere': aQuestionnaireWith({ source: 'fax' }),
  'a questionnaire that no one completed': aQuestionnaireWith({ status: 'completed', completed_at: at }),
  'a questionnaire that was revoked at no time': aQuestionnaireWith({ status: 'cancelled' }),
  'answers reviewed by no one': database =>
    database('questionnaire_response').insert({
      ...{ questionnaire_id: randomUUID(), trust_ods_code: 'RFF', patient_id: randomUUID(), content: '{}' },
      ...{ submitted_at: at, flagged: false, flags: '[]', reviewed_at: at },
    }),
}

export const checksOfQuestionnaires = [
  ...['status', 'source', 'completed_once', 'revoked_once'].map(rule => `questionnaire_${rule}`),
  'questionnaire_response_reviewed_once',
]
