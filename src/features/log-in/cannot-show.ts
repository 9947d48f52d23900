import { openView } from '../../web/outcome.ts'
import type { OpenPage } from '../../web/page.ts'
import { asSomeoneElse } from './log-in-problem.ts'

const view = openView<{ someoneElse: string }>('log-in/cannot-show')

/** For a person with a confirmed identity whose appointments the hospital does not show. The page does not say why. */
export function cannotShow(): OpenPage {
  return { show: (_request, response) => view({ someoneElse: asSomeoneElse(response) }, 403) }
}
