import type { Page, PageTable } from '../../web/page.ts'

export function helpPages(): PageTable {
  return {
    '/help/cookies': wordsOf('help/cookies'),
    '/help/accessibility': wordsOf('help/accessibility'),
    '/help/privacy': wordsOf('help/privacy'),
    '/help/contact': wordsOf('help/contact'),
  }
}

/** A page that is the same for everybody: its template is all there is to it. */
function wordsOf(template: string): Page {
  return { show: (_request, response) => response.render(template) }
}
