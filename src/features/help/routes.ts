import type { Page, PageTable } from '../../web/page.ts'
import examination from './last-examination.json' with { type: 'json' }

export function helpPages(): PageTable {
  return {
    '/help/cookies': wordsOf('help/cookies'),
    '/help/accessibility': accessibilityStatement(),
    '/help/privacy': wordsOf('help/privacy'),
    '/help/contact': wordsOf('help/contact'),
  }
}

/** As true as the last examination: `npm run evidence` writes down when it was and what it looked at. */
function accessibilityStatement(): Page {
  const testedOn = Temporal.PlainDate.from(examination.testedOn)
  return {
    show: (_request, response) => response.render('help/accessibility', { ...examination, testedOn }),
  }
}

/** A page that is the same for everybody: its template is all there is to it. */
function wordsOf(template: string): Page {
  return { show: (_request, response) => response.render(template) }
}
