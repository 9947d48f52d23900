import type { Services } from '../../../services.ts'
import { patientView } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import { type Questionnaire, type QuestionnaireStage, stageOf } from '../questionnaire.ts'

type Listed = Questionnaire & { stage: QuestionnaireStage }

/** `ended`: taken back, or not answered in time. */
interface Shown {
  toAnswer: Listed[]
  answered: Listed[]
  ended: Listed[]
}

const view = patientView<Shown>('questionnaires/list-questionnaires', {
  action: 'viewed-questionnaires',
  subject: () => 'patient',
})

/** The questionnaires of the patient: to answer, soonest due first; answered; and those that need no answer any more. */
export function listQuestionnaires({ clock, questionnaires }: Services): PatientPage {
  return {
    async show({ actor }) {
      const now = clock.now()
      const all = (await questionnaires.list(actor)).map(each => ({ ...each, stage: stageOf(each, now) }))
      const at = (...stages: QuestionnaireStage[]) => all.filter(({ stage }) => stages.includes(stage))
      return view({
        toAnswer: at('requested', 'in-progress').toSorted(byExpiry),
        answered: at('completed'),
        ended: at('cancelled', 'expired'),
      })
    },
  }
}

/** Those without an end come last, asked last first. */
function byExpiry({ expiresAt: one }: Questionnaire, { expiresAt: other }: Questionnaire): number {
  if (one && other) return Temporal.Instant.compare(one, other)
  return Number(!one) - Number(!other)
}
