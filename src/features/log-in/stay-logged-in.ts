import { z } from 'zod'
import type { Services } from '../../services.ts'
import { readOwnForm } from '../../web/forms.ts'
import type { Page } from '../../web/page.ts'
import { answerTimeLeft, extendSession } from '../../web/session/time-limit.ts'

/** For the warning before the time-out: how long is left, and more of it without leaving the page. */
export function stayLoggedIn({ clock }: Services): Page {
  return {
    show: (request, response) => answerTimeLeft(request, response, clock.now()),
    submit(request, response) {
      readOwnForm(z.object({}), request.body)
      extendSession(request, response, clock.now())
    },
  }
}
