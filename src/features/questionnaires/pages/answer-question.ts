import type { Services } from '../../../services.ts'
import { BadRequest } from '../../../shared/errors.ts'
import { type FormFault, readForm, withFaults } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import { withValues } from '../answers/answers.ts'
import type { Sent } from '../fields/read-field.ts'
import { fieldRules, nameOf, readPage } from '../fields/read-page.ts'
import { type ShownField, shownField } from '../fields/shown-field.ts'
import { AnswersChanged, QuestionnaireEnded } from '../refusals.ts'
import { headingWords } from './headings.ts'
import { keepPage } from './keep-page.ts'
import { openedQuestionnaire } from './opened-questionnaire.ts'
import { saveAndGoOn } from './save-and-go-on.ts'
import {
  backAddress,
  NUMBER,
  type NumberedPage,
  nextAddress,
  openSurvey,
  pageAt,
  pageWithKey,
  type Survey,
} from './survey.ts'
import { answersChangedView, keySent, surveySent } from './survey-sent.ts'
import { endedView } from './view-questionnaire.ts'

type At = NumberedPage<'questions'>

type Shown = Survey & {
  number: number
  headings: string[]
  fields: ShownField[]
  /** Those of them that ask something. */
  questions: ShownField[]
  /** Whether the patient writes in their own words, which no one reads at once. */
  asksForWords: boolean
  back: string
  hidden: { page: string; version: number }
  /** The answers were saved in another tab since the page was opened. */
  changedMeanwhile: boolean
  saved: boolean
  faults?: FormFault[] | undefined
}

const view = patientView<Shown>('questionnaires/answer-question', openedQuestionnaire)

/** One question of a questionnaire, or a small group. Where it goes on depends on the answers. */
export function answerQuestion(services: Services): PatientPage {
  return {
    query: { number: NUMBER },
    async show(request) {
      const survey = await openSurvey(services, request)
      if ('redirectTo' in survey) return survey
      const at = pageAt(survey, 'questions', request.query.number)
      if (!at) return redirect(nextAddress(survey))
      const unsent = survey.unsent.get(at.page.key)
      return view(withFaults(undefined, { ...shown(survey, at, unsent), saved: unsent !== undefined }))
    },
    async submit(request) {
      const survey = await surveySent(services, request)
      if (!('path' in survey)) return survey
      const at = pageWithKey(survey, 'questions', keySent(request))
      if (!at) return answersChangedView(survey, request)
      const { answers, faults } = readForm(fieldRules(survey.definition, at.page), request.body)
      if (faults) throw new BadRequest()
      const read = readPage(survey.definition, at.page, request.body)
      if (read.faults.length > 0) return view(withFaults(read.faults, shown(survey, at, request.body)), 400)
      const all = withValues(survey.answers, read.values)
      try {
        return await saveAndGoOn(services, request, survey, answers, all)
      } catch (error) {
        if (error instanceof QuestionnaireEnded) return endedView(services, request, error)
        if (!(error instanceof AnswersChanged)) throw error
        return view(
          withFaults(undefined, { ...shown(survey, at, request.body), changedMeanwhile: true }),
          409,
        )
      }
    },
    keep: keepPage(services, 'questions', ({ definition }, page) => fieldRules(definition, page)),
  }
}

function shown(survey: Survey, { number, page }: At, sent: Sent | undefined): Shown {
  const { answers, definition, version } = survey
  const ofField = (name: string) => Object.entries(sent ?? {}).filter(([each]) => each.startsWith(name))
  const fields = page.parts.map((part, index) => {
    const entered = sent && Object.fromEntries(ofField(nameOf(index)))
    return shownField(definition, answers, part, nameOf(index), entered)
  })
  return {
    ...survey,
    number,
    headings: page.headings.map(headingWords),
    fields,
    questions: fields.filter(({ kind }) => kind !== 'text-only' && kind !== 'read-only'),
    asksForWords: fields.some(({ kind }) => kind === 'lines'),
    back: backAddress(survey, number),
    hidden: { page: page.key, version },
    changedMeanwhile: false,
    saved: false,
  }
}
