import type { Page } from '../../web/page.ts'

/** For somebody NHS login vouches for and the hospital has a reason not to show anything to: it does not say which. */
export function cannotShow(): Page {
  return { show: (_request, response) => response.status(403).render('log-in/cannot-show') }
}
