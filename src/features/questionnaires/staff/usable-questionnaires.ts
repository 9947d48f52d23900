import type { Services } from '../../../services.ts'
import { viewWithoutPatient } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import type { DefinitionRow } from '../definition-store.ts'

const view = viewWithoutPatient<{ definitions: DefinitionRow[] }>('questionnaires/usable-questionnaires')

/** What the trust may ask patients. */
export function usableQuestionnaires({ staffQuestionnaires }: Services): StaffPage {
  return {
    permission: 'read-answers',
    show: async ({ actor }) => view({ definitions: await staffQuestionnaires.definitions(actor) }),
  }
}
