import type { Services } from '../../../services.ts'
import { patientView } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { type Questionnaire, type QuestionnaireStage, stageOf } from '../questionnaire.ts'
import { type OpenedPatient, openedPatient, openPatient } from './opened-patient.ts'

type Shown = OpenedPatient & { questionnaires: (Questionnaire & { stage: QuestionnaireStage })[] }

const view = patientView<Shown>('questionnaires/patient-questionnaires', openedPatient)

/** What the trust has asked one patient, and what has become of it. */
export function patientQuestionnaires(services: Services): StaffPage {
  return {
    permission: 'ask-questions',
    async show(request) {
      const opened = await openPatient(services, request)
      const now = services.clock.now()
      const all = await services.staffQuestionnaires.listOfPatient(request.actor, opened.patient.id)
      return view({ ...opened, questionnaires: all.map(each => ({ ...each, stage: stageOf(each, now) })) })
    },
  }
}
