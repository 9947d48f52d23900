import { z } from 'zod'
import type { Services } from '../../services.ts'
import { readOwnForm } from '../../web/forms.ts'
import { openView, redirect } from '../../web/outcome.ts'
import type { OpenPage } from '../../web/page.ts'
import { destinationFrom, onTheWay, TIMED_OUT } from '../../web/session/destination.ts'
import {
  ASKED_BEFORE,
  askWithoutExtending,
  inMinutes,
  secondsUntilLogOut,
} from '../../web/session/time-limit.ts'

const view = openView<{ left: string; more: string | undefined; address: string }>('log-in/still-there')

/**
 * Without scripts, open pages go here on their own a minute before the log-out. To answer is to use the service, so
 * every page that is opened next gives another 10 minutes.
 */
export function stillThere({ clock }: Services): OpenPage {
  return {
    async show(request, response) {
      const to = destinationFrom(request, request.query.to)
      const now = clock.now()
      const ifTheyStay = secondsUntilLogOut(request.session, now)
      const secondsLeft = await askWithoutExtending(request, response, { now, to })
      if (secondsLeft === 0) return redirect(onTheWay(TIMED_OUT, response, to))
      // In the last minute of 12 hours there is nothing to ask.
      const more = ifTheyStay > ASKED_BEFORE ? inMinutes(ifTheyStay) : undefined
      return view({ left: inMinutes(secondsLeft), more, address: to })
    },
    submit(request) {
      readOwnForm(z.object({}), request.body)
      return redirect(destinationFrom(request, request.query.to))
    },
  }
}
