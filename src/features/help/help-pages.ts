import type { Services } from '../../services.ts'
import { openView } from '../../web/outcome.ts'
import type { OpenPage, PageTable } from '../../web/page.ts'
import { accessibilityStatement } from './accessibility-statement.ts'

export function helpPages(services: Services): PageTable<OpenPage> {
  return {
    '/help/cookies': staticPage('help/cookies'),
    '/help/accessibility': accessibilityStatement(services),
    '/help/privacy': staticPage('help/privacy'),
    '/help/contact': staticPage('help/contact'),
  }
}

/** A page with fixed content, the same for every visitor. */
function staticPage(template: string): OpenPage {
  const view = openView(template)
  return { show: () => view() }
}
