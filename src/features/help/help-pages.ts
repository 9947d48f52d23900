import { openView } from '../../web/outcome.ts'
import type { OpenPage, PageTable } from '../../web/page.ts'
import examination from './last-examination.json' with { type: 'json' }

export function helpPages(): PageTable<OpenPage> {
  return {
    '/help/cookies': fixedPage('help/cookies'),
    '/help/accessibility': accessibilityStatement(),
    '/help/privacy': fixedPage('help/privacy'),
    '/help/contact': fixedPage('help/contact'),
  }
}

/** As true as the last examination: `npm run evidence` writes down when it was and what it looked at. */
function accessibilityStatement(): OpenPage {
  const view = openView('help/accessibility')
  const testedOn = Temporal.PlainDate.from(examination.testedOn)
  return { show: () => view({ ...examination, testedOn }) }
}

/** A page that is the same for everybody: its template is all there is to it. */
function fixedPage(template: string): OpenPage {
  const view = openView(template)
  return { show: () => view() }
}
