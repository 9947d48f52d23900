import type { Services } from '../../../services.ts'
import type { PageTable, StaffPage } from '../../../web/page.ts'
import { answeredByPhone } from './answered-by-phone.ts'
import { askQuestionnaire } from './ask-questionnaire.ts'
import { askedQuestionnaire } from './asked-questionnaire.ts'
import { askedQuestionnaires } from './asked-questionnaires.ts'
import { patientQuestionnaires } from './patient-questionnaires.ts'
import { revokeQuestionnaire } from './revoke-questionnaire.ts'
import { usableQuestionnaires } from './usable-questionnaires.ts'

export function staffQuestionnairePages(services: Services): PageTable<StaffPage> {
  return {
    '/questionnaires': askedQuestionnaires(services),
    '/questionnaires/usable': usableQuestionnaires(services),
    '/questionnaires/:questionnaireId': askedQuestionnaire(services),
    '/questionnaires/:questionnaireId/revoke': revokeQuestionnaire(services),
    '/questionnaires/:questionnaireId/by-phone': answeredByPhone(services),
    '/patients/:patientId/questionnaires': patientQuestionnaires(services),
    '/patients/:patientId/questionnaires/ask': askQuestionnaire(services),
  }
}
