import type { Services } from '../../../services.ts'
import type { PageTable, PatientPage } from '../../../web/page.ts'
import { addAnother } from './add-another.ts'
import { answerQuestion } from './answer-question.ts'
import { checkAnswers } from './check-answers.ts'
import { getHelpNow } from './get-help-now.ts'
import { listQuestionnaires } from './list-questionnaires.ts'
import { questionnaireSent } from './questionnaire-sent.ts'
import { viewAnswers } from './view-answers.ts'
import { viewQuestionnaire } from './view-questionnaire.ts'

export function questionnairePages(services: Services): PageTable<PatientPage> {
  return {
    '/questionnaires': listQuestionnaires(services),
    '/questionnaire/:questionnaireId': viewQuestionnaire(services),
    '/questionnaire/:questionnaireId/question': answerQuestion(services),
    '/questionnaire/:questionnaireId/add-another': addAnother(services),
    '/questionnaire/:questionnaireId/get-help-now': getHelpNow(services),
    '/questionnaire/:questionnaireId/check': checkAnswers(services),
    '/questionnaire/:questionnaireId/sent': questionnaireSent(services),
    '/questionnaire/:questionnaireId/answers': viewAnswers(services),
  }
}
