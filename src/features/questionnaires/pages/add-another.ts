import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { type FormFault, readForm, withFaults } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import type { Answers } from '../answers/answers.ts'
import { addRepetition, completeRepetitions, removeRepetition } from '../answers/repetitions.ts'
import { valueInWords } from '../answers-in-words.ts'
import { helpOf, textOf } from '../definition/item-rules.ts'
import { seenPage } from '../fields/read-page.ts'
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

type At = NumberedPage<'repetitions'>

type Shown = Survey & {
  number: number
  headings: string[]
  question: string
  help: string[]
  /** What was added: its number in the answers, and what tells it from the others. */
  added: { id: number; words: string }[]
  canAdd: boolean
  isEnough: boolean
  back: string
  hidden: { page: string; version: number }
  /** What was chosen and not sent. */
  chosen: unknown
  changedMeanwhile: boolean
  saved: boolean
  faults?: FormFault[] | undefined
}

const view = patientView<Shown>('questionnaires/add-another', openedQuestionnaire)

const MISSING = 'Select what you want to do'

/** `yes`: they add another. `no`: they go on. Else the number of one that is removed. */
const rules = z.strictObject({
  ...seenPage,
  another: z.string({ error: MISSING }).regex(/^(yes|no|\d{1,9})$/, MISSING),
})

/** What the patient has added of something that repeats, such as their medicines: they add another, remove one, or go on. */
export function addAnother(services: Services): PatientPage {
  return {
    query: { number: NUMBER },
    async show(request) {
      const survey = await openSurvey(services, request)
      if ('redirectTo' in survey) return survey
      const at = pageAt(survey, 'repetitions', request.query.number)
      if (!at) return redirect(nextAddress(survey))
      const unsent = survey.unsent.get(at.page.key)
      const values = { ...shown(survey, at), chosen: unsent?.another, saved: unsent !== undefined }
      return view(withFaults(undefined, values))
    },
    async submit(request) {
      const survey = await surveySent(services, request)
      if (!('path' in survey)) return survey
      const at = pageWithKey(survey, 'repetitions', keySent(request))
      if (!at) return answersChangedView(survey, request)
      const { answers, faults } = readForm(rules, request.body)
      if (faults) return view(withFaults(faults, shown(survey, at)), 400)
      const all = changed(survey, at, answers)
      if (typeof all === 'string')
        return view(withFaults([{ text: all, href: '#another' }], shown(survey, at)), 400)
      try {
        return await saveAndGoOn(services, request, survey, answers, all)
      } catch (error) {
        if (error instanceof QuestionnaireEnded) return endedView(services, request, error)
        if (!(error instanceof AnswersChanged)) throw error
        return view(withFaults(undefined, { ...shown(survey, at), changedMeanwhile: true }), 409)
      }
    },
    keep: keepPage(services, 'repetitions', () => rules),
  }
}

/** The answers after what was asked for, or the fault of the form. */
function changed({ answers }: Survey, { page }: At, { another }: z.output<typeof rules>): Answers | string {
  if (another === 'yes') return page.canAdd ? addRepetition(answers, page) : 'You cannot add more'
  if (another !== 'no') return removeRepetition(answers, page, Number(another))
  return page.isEnough ? completeRepetitions(answers, page) : 'You need to add one more'
}

function shown(survey: Survey, { number, page }: At): Shown {
  const { canAdd, headings, ids, isEnough, item, key } = page
  return {
    ...survey,
    number,
    headings: headings.map(headingWords),
    question: textOf(item),
    help: helpOf(item),
    added: ids.map(id => ({ id, words: firstWords(survey, `${key}/${id}`) ?? textOf(item) })),
    canAdd,
    isEnough,
    back: backAddress(survey, number),
    hidden: { page: key, version: survey.version },
    chosen: undefined,
    changedMeanwhile: false,
    saved: false,
  }
}

/** The first answer within one that was added, such as the name of a medicine. */
function firstWords({ answers, path }: Survey, key: string): string | undefined {
  for (const page of path.pages)
    for (const part of page.kind === 'questions' ? page.parts : []) {
      const isWithin = part.key === key || part.key.startsWith(`${key}/`)
      const [value] = isWithin ? (answers.values.get(part.key) ?? []) : []
      if (value) return valueInWords(value)
    }
  return undefined
}
