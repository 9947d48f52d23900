import type { Request } from 'express'
import type { Services } from '../../../services.ts'
import { BadRequest } from '../../../shared/errors.ts'
import { type Disclosure, patientView, type View } from '../../../web/outcome.ts'
import { QuestionnaireEnded } from '../refusals.ts'
import { openedQuestionnaire, openQuestionnaire } from './opened-questionnaire.ts'
import { isOpen, nextAddress, readSurvey, type Survey } from './survey.ts'
import { endedView } from './view-questionnaire.ts'
import { wordsIn } from './words-in.ts'

const changedView = patientView<Survey & { next: string; typed: string[] }>(
  'questionnaires/answers-changed',
  openedQuestionnaire,
)

/** What a page of it was sent for, as it is now; the page that says how things are if it cannot be answered any more. */
export async function surveySent(services: Services, request: Request): Promise<Survey | View<Disclosure>> {
  const opened = await openQuestionnaire(services, request)
  return isOpen(opened)
    ? readSurvey(services, opened)
    : endedView(services, request, new QuestionnaireEnded(opened.questionnaire))
}

/** The page that was sent is not asked any more, because another answer was changed elsewhere. */
export function answersChangedView(survey: Survey, { body }: Request): View<Disclosure> {
  return changedView({ ...survey, next: nextAddress(survey), typed: wordsIn(body) }, 409)
}

/** The key of the page that was sent. Throws {@link BadRequest} for a form that is none of ours. */
export function keySent({ body }: Request): string {
  const { page } = Object(body)
  if (typeof page !== 'string') throw new BadRequest()
  return page
}
