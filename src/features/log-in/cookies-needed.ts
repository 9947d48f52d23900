import { openView } from '../../web/outcome.ts'
import type { OpenPage } from '../../web/page.ts'

const view = openView('log-in/cookies-needed')

/** For a browser that came back from NHS login without any cookie. */
export function cookiesNeeded(): OpenPage {
  return { show: () => view({}, 403) }
}
