import type { Services } from '../../../services.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import { type AnswerSection, answersInWords } from '../answers-in-words.ts'
import { type OpenedQuestionnaire, openedQuestionnaire, openQuestionnaire } from './opened-questionnaire.ts'

type Shown = OpenedQuestionnaire & { sections: AnswerSection[]; advice: string[] }

const view = patientView<Shown>('questionnaires/view-answers', {
  ...openedQuestionnaire,
  action: 'viewed-answers',
})

/** What was sent, to read or print. It cannot be changed. */
export function viewAnswers(services: Services): PatientPage {
  return {
    async show(request) {
      const opened = await openQuestionnaire(services, request)
      const sent = await services.answering.sent(opened.questionnaire)
      if (!sent) return redirect(opened.address)
      return view({
        ...opened,
        sections: answersInWords(sent),
        advice: sent.flags.map(({ advice }) => advice),
      })
    },
  }
}
