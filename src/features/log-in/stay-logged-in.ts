import { z } from 'zod'
import type { Services } from '../../services.ts'
import { readOwnForm } from '../../web/forms.ts'
import type { OpenPage } from '../../web/page.ts'
import { extendSession, timeLeft } from '../../web/session/time-limit.ts'

/** For the warning before the time-out: returns the time left, and extends the session from the same page. */
export function stayLoggedIn({ clock }: Services): OpenPage {
  return {
    show: async (request, response) => ({ json: await timeLeft(request, response, clock.now()) }),
    submit(request) {
      readOwnForm(z.object({}), request.body)
      return { json: extendSession(request, clock.now()) }
    },
  }
}
