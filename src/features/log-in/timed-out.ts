import type { Page } from '../../web/page.ts'

export function timedOut(): Page {
  return {
    show(request, response) {
      // Only a link from elsewhere leads here while somebody is logged in, and it must not log them out.
      if (request.session.identity) return response.redirect(303, '/patient-portal')
      response.render('log-in/timed-out')
    },
  }
}
