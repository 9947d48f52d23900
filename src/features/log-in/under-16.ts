import { openView } from '../../web/outcome.ts'
import type { OpenPage } from '../../web/page.ts'

const view = openView('log-in/under-16')

export function under16(): OpenPage {
  return { show: () => view({}, 403) }
}
