import type { Feature } from '../feature.ts'
import { answersRetention } from './answers-store.ts'

export const questionnaires: Feature = {
  name: 'questionnaires',
  switchable: true,
  // No handler needs these events yet.
  events: {
    'questionnaire-requested': [],
    'questionnaire-started': [],
    'questionnaire-completed': [],
    'questionnaire-revoked': [],
  },
  retention: [answersRetention],
}
