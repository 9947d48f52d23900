import type { Services } from '../../../services.ts'
import { patientView } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { endingPage } from './ending-page.ts'
import { type OpenedAsked, openedAsked } from './opened-asked.ts'

const view = patientView<OpenedAsked>('questionnaires/answered-by-phone', openedAsked)

/** Says that the patient has answered by phone. */
export function answeredByPhone(services: Services): StaffPage {
  return endingPage(services, view, (actor, seen) =>
    services.staffQuestionnaires.answeredByPhone(actor, seen),
  )
}
