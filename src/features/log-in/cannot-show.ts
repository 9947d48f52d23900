import { openView } from '../../web/outcome.ts'
import type { OpenPage } from '../../web/page.ts'

const view = openView('log-in/cannot-show')

/** For a person with a confirmed identity whose appointments the hospital does not show. The page does not say why. */
export function cannotShow(): OpenPage {
  return { show: () => view({}, 403) }
}
