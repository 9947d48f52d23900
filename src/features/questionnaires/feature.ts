import type { Services } from '../../services.ts'
import type { Actor } from '../../shared/actor.ts'
import type { Feature, ToDo } from '../feature.ts'
import { announceQuestionnaires } from './announce-questionnaires.ts'
import { answersRetention } from './answers-store.ts'
import { questionnairePages } from './pages/questionnaire-pages.ts'
import { stageOf } from './questionnaire.ts'
import { staffQuestionnairePages } from './staff/staff-questionnaire-pages.ts'

/** For the home page: what the patient can still answer. */
async function questionnairesToAnswer({ clock, questionnaires }: Services, actor: Actor): Promise<ToDo[]> {
  const now = clock.now()
  const all = await questionnaires.list(actor)
  return all.flatMap(each => {
    const stage = stageOf(each, now)
    if (stage !== 'requested' && stage !== 'in-progress') return []
    const text = `${stage === 'requested' ? 'Answer' : 'Carry on with'} the questionnaire “${each.title}”`
    return [{ text, to: `/questionnaire/${each.id}`, ...(each.expiresAt && { due: each.expiresAt }) }]
  })
}

export const questionnaires: Feature = {
  name: 'questionnaires',
  switchable: true,
  patientPages: questionnairePages,
  staffPages: staffQuestionnairePages,
  staffNavigation: { text: 'Questionnaires', to: '/questionnaires', name: 'questionnaires' },
  staffPatientLink: {
    text: 'What this patient was asked',
    to: '/questionnaires',
    permission: 'ask-questions',
  },
  navigation: { text: 'Questionnaires', to: '/questionnaires', name: 'questionnaires' },
  toDo: questionnairesToAnswer,
  jobs: [announceQuestionnaires],
  // No handler needs these events yet.
  events: {
    'questionnaire-requested': [],
    'questionnaire-started': [],
    'questionnaire-completed': [],
    'questionnaire-revoked': [],
  },
  retention: [answersRetention],
}
