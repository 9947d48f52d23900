import { openView } from '../../web/outcome.ts'
import type { OpenPage } from '../../web/page.ts'

const view = openView('log-in/for-someone-else')

/** For a person who uses the NHS App or NHS login on behalf of a patient, which the portal does not support yet. */
export function forSomeoneElse(): OpenPage {
  return { show: () => view({}, 403) }
}
