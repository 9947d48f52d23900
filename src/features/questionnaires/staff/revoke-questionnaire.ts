import type { Services } from '../../../services.ts'
import { patientView } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { endingPage } from './ending-page.ts'
import { type OpenedAsked, openedAsked } from './opened-asked.ts'

const view = patientView<OpenedAsked>('questionnaires/revoke-questionnaire', openedAsked)

/** Takes a questionnaire back. */
export function revokeQuestionnaire(services: Services): StaffPage {
  return endingPage(services, view, (actor, seen) => services.staffQuestionnaires.revoke(actor, seen))
}
