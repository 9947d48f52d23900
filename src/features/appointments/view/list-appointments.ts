import type { Services } from '../../../services.ts'
import type { Actor } from '../../../shared/actor.ts'
import { patientView } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import type { Appointment } from '../appointment.ts'
import type { Side } from '../appointment-store.ts'

interface Part {
  total: number
  page: number
  pages: number
  list: Appointment[]
}

const view = patientView<{ upcoming: Part; past: Part }>('appointments/list-appointments', {
  action: 'viewed-appointments',
  subject: () => 'patient',
})

const ON_A_PAGE = 20

const PAGE_NUMBER = /^[1-9]\d{0,5}$/

export function listAppointments({ appointments }: Services): PatientPage {
  return {
    query: { upcoming: PAGE_NUMBER, past: PAGE_NUMBER },
    async show({ actor, query }) {
      return view({
        upcoming: await part(actor, 'upcoming', query.upcoming),
        past: await part(actor, 'past', query.past),
      })
    },
  }

  async function part(actor: Actor, side: Side, requestedPage: unknown): Promise<Part> {
    const requested = pageNumber(requestedPage)
    const list = await appointments.list(actor, side, { page: requested, limit: ON_A_PAGE })
    // Only when there may be others are they counted.
    if (requested === 1 && list.length < ON_A_PAGE) return { total: list.length, page: 1, pages: 1, list }
    const total = await appointments.count(actor, side)
    const pages = Math.max(1, Math.ceil(total / ON_A_PAGE))
    const page = Math.min(pages, requested)
    if (page === requested) return { total, page, pages, list }
    return { total, page, pages, list: await appointments.list(actor, side, { page, limit: ON_A_PAGE }) }
  }
}

/** The first page for anything that is not a page number; the caller limits it to the last page. */
function pageNumber(text: unknown): number {
  return typeof text === 'string' && PAGE_NUMBER.test(text) ? Number(text) : 1
}
