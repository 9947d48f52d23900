import type { Request } from 'express'
import type { Services } from '../../../services.ts'
import { type Redirect, redirect } from '../../../web/outcome.ts'
import type { Answers } from '../answers/answers.ts'
import { flaggedIn } from '../answers/flagged.ts'
import { replay } from '../answers/replay.ts'
import { nextAddress, type Survey } from './survey.ts'

/**
 * Saves the answers of a page and goes on to the first that is not answered. If an answer is flagged that was not before, what
 * the patient should do now comes first. Throws `AnswersChanged` and `QuestionnaireEnded`.
 */
export async function saveAndGoOn(
  { answering }: Services,
  { actor }: Request,
  survey: Survey,
  seen: { page: string; version: number },
  answers: Answers,
): Promise<Redirect> {
  const { address, definition, questionnaire } = survey
  await answering.save(actor, { id: questionnaire.id, version: seen.version }, answers, { sent: seen.page })
  const before = new Set(flaggedIn(definition, survey.answers).map(({ key }) => key))
  if (flaggedIn(definition, answers).some(({ key }) => !before.has(key)))
    return redirect(`${address}/get-help-now`)
  return redirect(nextAddress({ address, path: replay(definition, answers) }))
}
