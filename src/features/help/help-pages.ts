import { openView } from '../../web/outcome.ts'
import type { OpenPage, PageTable } from '../../web/page.ts'
import examination from './last-examination.json' with { type: 'json' }

export function helpPages(): PageTable<OpenPage> {
  return {
    '/help/cookies': staticPage('help/cookies'),
    '/help/accessibility': accessibilityStatement(),
    '/help/privacy': staticPage('help/privacy'),
    '/help/contact': staticPage('help/contact'),
  }
}

/** Shows the results of the last accessibility test, which `npm run evidence` writes to `last-examination.json`. */
function accessibilityStatement(): OpenPage {
  const view = openView('help/accessibility')
  const testedOn = Temporal.PlainDate.from(examination.testedOn)
  return { show: () => view({ ...examination, testedOn }) }
}

/** A page with fixed content, the same for every visitor. */
function staticPage(template: string): OpenPage {
  const view = openView(template)
  return { show: () => view() }
}
