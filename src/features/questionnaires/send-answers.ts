import type { Transaction } from '../../database/database.ts'
import type { Actor } from '../../shared/actor.ts'
import { promisedBy } from '../../shared/working-hours.ts'
import { openTask } from '../tasks/tasks.ts'
import type { Answers } from './answers/answers.ts'
import { flaggedIn } from './answers/flagged.ts'
import { replay } from './answers/replay.ts'
import { toResponse } from './answers/to-response.ts'
import { removeAnswers } from './answers-store.ts'
import type { Definition } from './definition/definition.ts'
import { textOf } from './definition/item-rules.ts'
import { flaggedAnswersTask } from './flagged-answers-task.ts'
import type { Questionnaire } from './questionnaire.ts'
import { findQuestionnairePatient } from './questionnaire-list-store.ts'
import { recordStep } from './questionnaire-steps.ts'
import { AnswersChanged } from './refusals.ts'
import { addResponse } from './response-store.ts'

const NHS_NUMBER = 'https://fhir.nhs.uk/Id/nhs-number'

/**
 * Completes a questionnaire: its response, the task for staff if an answer is flagged, the audit entry and the event. Throws
 * {@link AnswersChanged} if something is not answered. The caller holds the lock of the patient.
 */
export async function sendAnswers(
  transaction: Transaction,
  actor: Actor,
  {
    answers,
    definition,
    questionnaire,
  }: { answers: Answers; definition: Definition; questionnaire: Questionnaire },
  now: Temporal.Instant,
): Promise<void> {
  const { appointmentId, id, patientId, trustOdsCode } = questionnaire
  const { open, pages } = replay(definition, answers)
  if (open < pages.length) throw new AnswersChanged()
  const flags = flaggedIn(definition, answers).map(({ item, questions }) => ({
    advice: textOf(item),
    questions,
  }))
  const completedBy = actor.kind === 'proxy' ? 'proxy' : 'patient'
  const change = { status: 'completed', completedAt: now, completedBy } as const
  await recordStep(transaction, actor, questionnaire, 'completed-questionnaire', change, now)
  const theirs = await nhsNumberOf(transaction, patientId)
  const author = actor.kind === 'proxy' ? await nhsNumberOf(transaction, actor.proxyPatientId) : theirs
  const sending = { id, subject: theirs, author, source: author, authored: now }
  const taskId = flags.length > 0 ? await openFlaggedTask() : null
  const content = JSON.stringify(toResponse(definition, answers, sending))
  await addResponse(transaction, {
    ...{ questionnaireId: id, trustOdsCode, patientId, content, submittedAt: now, flags, taskId },
  })
  await removeAnswers(transaction, id)

  function openFlaggedTask(): Promise<string> {
    const { contact, promiseWorkingHours } = questionnaire
    return openTask(transaction, {
      ...{ kind: flaggedAnswersTask.name, trustOdsCode, patientId, appointmentId, openedAt: now },
      promisedBy: promisedBy(now, promiseWorkingHours, contact.opening),
    })
  }
}

async function nhsNumberOf(transaction: Transaction, patientId: string) {
  const patient = await findQuestionnairePatient(transaction, patientId)
  if (!patient) throw new Error('Answers of a patient who is not there')
  return { type: 'Patient', identifier: { system: NHS_NUMBER, value: patient.nhsNumber } }
}
