import { openView } from '../../web/outcome.ts'
import type { OpenPage } from '../../web/page.ts'

const view = openView('log-in/cannot-show')

/** For somebody NHS login vouches for and the hospital has a reason not to show anything to: it does not say which. */
export function cannotShow(): OpenPage {
  return { show: () => view({}, 403) }
}
