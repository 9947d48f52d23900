import type { Request } from 'express'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { readOwnForm } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import { reportJumpOff, reportQuestionnaireView } from '../../wayfinder/wayfinder.ts'
import { QuestionnaireEnded } from '../refusals.ts'
import {
  type OpenedQuestionnaire,
  openedQuestionnaire,
  openQuestionnaire,
  withAppointment,
} from './opened-questionnaire.ts'
import { isOpen, nextAddress, readSurvey } from './survey.ts'
import { wordsIn } from './words-in.ts'

/** About how long it takes to answer a page. */
const SECONDS_A_PAGE = 20

/** A form of this page, and not anything that has a token. */
const rules = z.strictObject({ start: z.literal('yes') })

type Shown = OpenedQuestionnaire & {
  minutes: number
  /** Where a patient who has started goes on. */
  next: string | undefined
  /** What they entered on the page from which they came, when it could not be sent any more. */
  typed: string[]
}

const view = patientView<Shown>('questionnaires/view-questionnaire', openedQuestionnaire)

/** Where the link of the NHS App leads: what the questionnaire is, or what has become of it. Its form starts it. */
export function viewQuestionnaire(services: Services): PatientPage {
  return {
    async show(request) {
      const opened = await openQuestionnaire(services, request)
      const { id } = opened.questionnaire
      if (request.session.jumpOff?.questionnaireId === id)
        await reportJumpOff(services, request, id, { what: 'questionnaire', report: reportQuestionnaireView })
      if (!isOpen(opened)) return view({ ...opened, minutes: 0, next: undefined, typed: [] })
      const survey = await readSurvey(services, opened)
      const minutes = Math.max(2, Math.ceil((survey.path.pages.length * SECONDS_A_PAGE) / 60))
      return view({
        ...opened,
        minutes,
        next: opened.stage === 'in-progress' ? nextAddress(survey) : undefined,
        typed: [],
      })
    },
    async submit(request) {
      readOwnForm(rules, request.body)
      const { questionnaire } = await openQuestionnaire(services, request)
      try {
        await services.answering.begin(request.actor, questionnaire.id)
      } catch (error) {
        if (error instanceof QuestionnaireEnded) return endedView(services, request, error)
        throw error
      }
      const started = await readSurvey(services, await openQuestionnaire(services, request))
      return redirect(nextAddress(started))
    },
  }
}

/** The page of a questionnaire that ended while its patient was answering, with what they entered last. */
export async function endedView(services: Services, request: Request, { questionnaire }: QuestionnaireEnded) {
  const opened = await withAppointment(services, request.actor, questionnaire)
  return view({ ...opened, minutes: 0, next: undefined, typed: wordsIn(request.body) }, 409)
}
