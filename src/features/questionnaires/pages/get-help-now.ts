import type { Services } from '../../../services.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import { flaggedIn } from '../answers/flagged.ts'
import { textOf } from '../definition/item-rules.ts'
import { openedQuestionnaire } from './opened-questionnaire.ts'
import { nextAddress, openSurvey, type Survey } from './survey.ts'

/** `advice`: what the hospital says to do, for each answer that its questionnaire flags. */
type Shown = Survey & { advice: string[]; next: string }

const view = patientView<Shown>('questionnaires/get-help-now', openedQuestionnaire)

/** What to do now, as soon as an answer is flagged: no one at the hospital reads it before it is sent. */
export function getHelpNow(services: Services): PatientPage {
  return {
    async show(request) {
      const survey = await openSurvey(services, request)
      if ('redirectTo' in survey) return survey
      const next = nextAddress(survey)
      const advice = flaggedIn(survey.definition, survey.answers).map(({ item }) => textOf(item))
      return advice.length > 0 ? view({ ...survey, advice, next }) : redirect(next)
    },
  }
}
