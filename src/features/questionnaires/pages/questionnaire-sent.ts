import type { Services } from '../../../services.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import { type OpenedQuestionnaire, openedQuestionnaire, openQuestionnaire } from './opened-questionnaire.ts'

/** `advice`: what the hospital says to do now, if an answer is flagged. `promisedBy`: when staff will have looked at it. */
type Shown = OpenedQuestionnaire & { advice: string[]; promisedBy: Temporal.Instant | undefined }

const view = patientView<Shown>('questionnaires/questionnaire-sent', openedQuestionnaire)

/** Confirms that the answers were sent, and says what happens next. What to do now comes first if an answer is flagged. */
export function questionnaireSent(services: Services): PatientPage {
  return {
    async show(request) {
      const opened = await openQuestionnaire(services, request)
      const sent = await services.answering.sent(opened.questionnaire)
      if (!sent) return redirect(opened.address)
      return view({ ...opened, advice: sent.flags.map(({ advice }) => advice), promisedBy: sent.promisedBy })
    },
  }
}
