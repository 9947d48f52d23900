import type { Services } from '../../../services.ts'
import type { Actor } from '../../../shared/actor.ts'
import type { Page } from '../../../web/page.ts'
import type { Side } from '../appointment-store.ts'

const ON_A_PAGE = 20

export function listAppointments({ appointments }: Services): Page {
  return {
    async show(request, response) {
      response.render('appointments/list-appointments', {
        upcoming: await part(request.actor, 'upcoming', request.query.upcoming),
        past: await part(request.actor, 'past', request.query.past),
      })
    },
  }

  async function part(actor: Actor, side: Side, asked: unknown) {
    const total = await appointments.count(actor, side)
    const pages = Math.max(1, Math.ceil(total / ON_A_PAGE))
    const page = Math.min(pages, pageNumber(asked))
    return { total, page, pages, list: await appointments.list(actor, side, { page, limit: ON_A_PAGE }) }
  }
}

/** A page that is not a number, or not there, is the nearest that is. */
function pageNumber(asked: unknown): number {
  return typeof asked === 'string' && /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 1
}
