import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { readOwnForm } from '../../../web/forms.ts'
import { patientView } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { type AnswerSection, answersInWords } from '../answers-in-words.ts'
import { makeAskedStep } from './asked-not-changed.ts'
import { askedQuery, type OpenedAsked, openAsked, openedAsked, seenFields, seenOf } from './opened-asked.ts'

const rules = z.strictObject(seenFields)

type Shown = OpenedAsked & { sections: AnswerSection[] }

const view = patientView<Shown>('questionnaires/asked-questionnaire', {
  ...openedAsked,
  action: 'viewed-answers',
})

/** One questionnaire of a patient, and what they have answered, to read or print. Its form says that the answers have been read. */
export function askedQuestionnaire(services: Services): StaffPage {
  return {
    permission: 'read-answers',
    query: askedQuery,
    async show(request) {
      const opened = await openAsked(services, request)
      return view({ ...opened, sections: opened.response ? answersInWords(opened.response) : [] })
    },
    submit(request) {
      const seen = seenOf(request, readOwnForm(rules, request.body))
      return makeAskedStep(services, request, () => services.staffQuestionnaires.review(request.actor, seen))
    },
  }
}
