import { z } from 'zod'
import type { Services } from '../../services.ts'
import { readOwnForm } from '../../web/forms.ts'
import type { OpenPage } from '../../web/page.ts'
import { extendSession, timeLeft } from '../../web/session/time-limit.ts'

/** For the warning before the time-out: how long is left, and more of it without leaving the page. */
export function stayLoggedIn({ clock }: Services): OpenPage {
  return {
    show: async (request, response) => ({ json: await timeLeft(request, response, clock.now()) }),
    submit(request) {
      readOwnForm(z.object({}), request.body)
      return { json: extendSession(request, clock.now()) }
    },
  }
}
