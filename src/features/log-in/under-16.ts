import type { Page } from '../../web/page.ts'

export function under16(): Page {
  return { show: (_request, response) => response.status(403).render('log-in/under-16') }
}
