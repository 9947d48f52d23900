import type { Services } from '../../services.ts'
import type { Page } from '../../web/page.ts'

/** What needs doing, and the next appointment. */
export function home({ appointments }: Services): Page {
  return {
    async show(request, response) {
      const next = await appointments.next(request.actor)
      response.render('home/home', { next })
    },
  }
}
