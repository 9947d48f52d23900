import { audit } from '../../audit/audit.ts'
import type { Transaction } from '../../database/database.ts'
import { StaleVersion } from '../../database/idempotent.ts'
import { addToOutbox } from '../../outbox/outbox.ts'
import type { Actor } from '../../shared/actor.ts'
import type { PatientAction } from '../../shared/audit-actions.ts'
import { type Questionnaire, questionnaireSubject } from './questionnaire.ts'
import { type QuestionnaireChange, saveQuestionnaire } from './questionnaire-store.ts'

const EVENTS: Record<QuestionnaireChange['status'], string> = {
  'in-progress': 'questionnaire-started',
  completed: 'questionnaire-completed',
  cancelled: 'questionnaire-revoked',
}

/** The actions of the audit log. */
export type StepAction = Extract<
  PatientAction,
  'started-questionnaire' | 'completed-questionnaire' | 'answered-by-phone' | 'revoked-questionnaire'
>

/**
 * Changes a questionnaire that is still to be answered, with its audit entry and event. Returns it as it is then. The caller
 * holds the lock of the patient. Throws {@link StaleVersion} if it is not in this version any more.
 */
export async function recordStep(
  transaction: Transaction,
  actor: Actor,
  questionnaire: Questionnaire,
  action: StepAction,
  change: QuestionnaireChange,
  now: Temporal.Instant,
): Promise<Questionnaire> {
  if (!(await saveQuestionnaire(transaction, questionnaire, change, now))) throw new StaleVersion()
  const next = { ...questionnaire, ...change, version: questionnaire.version + 1 }
  await audit(transaction, actor, action, questionnaireSubject(next), now, questionnaire.patientId)
  await addToOutbox(transaction, EVENTS[change.status], questionnaireSubject(next), now)
  return next
}
