import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { readOwnForm } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import { leftOut } from '../answers/left-out.ts'
import { valueInWords } from '../answers-in-words.ts'
import { textOf } from '../definition/item-rules.ts'
import { AnswersChanged, QuestionnaireEnded } from '../refusals.ts'
import { type AnswerGroup, answerGroups } from './answer-rows.ts'
import { openedQuestionnaire, openQuestionnaire } from './opened-questionnaire.ts'
import { backAddress, isOpen, nextAddress, openSurvey, readSurvey, type Survey } from './survey.ts'
import { endedView } from './view-questionnaire.ts'

const rules = z.strictObject({ version: z.coerce.number().int().nonnegative() })

type Shown = Survey & {
  groups: AnswerGroup[]
  /** What was typed in answer to questions that are not asked any more. */
  notSent: { question: string; text: string }[]
  back: string
  changedMeanwhile: boolean
}

const view = patientView<Shown>('questionnaires/check-answers', openedQuestionnaire)

/** Shows all answers before they are sent. */
export function checkAnswers(services: Services): PatientPage {
  return {
    async show(request) {
      const survey = await openSurvey(services, request)
      if ('redirectTo' in survey) return survey
      return isComplete(survey) ? view(shown(survey)) : redirect(nextAddress(survey))
    },
    async submit(request) {
      const { version } = readOwnForm(rules, request.body)
      const { address, questionnaire } = await openQuestionnaire(services, request)
      try {
        await services.answering.send(request.actor, { id: questionnaire.id, version })
        return redirect(`${address}/sent`)
      } catch (error) {
        if (error instanceof QuestionnaireEnded) return endedView(services, request, error)
        if (!(error instanceof AnswersChanged)) throw error
        const opened = await openQuestionnaire(services, request)
        if (!isOpen(opened)) return redirect(address)
        const survey = await readSurvey(services, opened)
        return isComplete(survey)
          ? view({ ...shown(survey), changedMeanwhile: true }, 409)
          : redirect(nextAddress(survey))
      }
    },
  }
}

function isComplete({ path }: Survey): boolean {
  return path.open === path.pages.length
}

function shown(survey: Survey): Shown {
  return {
    ...survey,
    groups: answerGroups(survey),
    notSent: leftOut(survey.definition, survey.answers).map(({ item, key }) => ({
      question: textOf(item),
      text: (survey.answers.values.get(key) ?? []).map(valueInWords).join('\n'),
    })),
    back: backAddress(survey, survey.path.pages.length + 1),
    changedMeanwhile: false,
  }
}
