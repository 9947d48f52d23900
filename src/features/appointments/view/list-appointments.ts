import type { Services } from '../../../services.ts'
import type { Actor } from '../../../shared/actor.ts'
import { patientView } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import type { Appointment } from '../appointment.ts'
import type { Side } from '../appointment-store.ts'
import { type Part, sentence } from '../words/sentence.ts'

interface Section {
  total: number
  page: number
  pages: number
  list: { appointment: Appointment; sentence: Part[] }[]
}

const view = patientView<Record<Side, Section>>('appointments/list-appointments', {
  action: 'viewed-appointments',
  subject: () => 'patient',
})

const ON_A_PAGE = 20

const PAGE_NUMBER = /^[1-9]\d{0,5}$/

export function listAppointments({ appointments, clock }: Services): PatientPage {
  return {
    query: { upcoming: PAGE_NUMBER, cancelled: PAGE_NUMBER, past: PAGE_NUMBER },
    async show({ actor, query }) {
      return view({
        upcoming: await section(actor, 'upcoming', query.upcoming),
        cancelled: await section(actor, 'cancelled', query.cancelled),
        past: await section(actor, 'past', query.past),
      })
    },
  }

  async function section(actor: Actor, side: Side, requestedPage: unknown): Promise<Section> {
    const requested = pageNumber(requestedPage)
    const onPage = (page: number) => appointments.list(actor, side, { page, limit: ON_A_PAGE })
    const found = await onPage(requested)
    // Only when there may be others are they counted.
    if (requested === 1 && found.length < ON_A_PAGE)
      return { total: found.length, page: 1, pages: 1, list: withSentences(found) }
    const total = await appointments.count(actor, side)
    const pages = Math.max(1, Math.ceil(total / ON_A_PAGE))
    const page = Math.min(pages, requested)
    return { total, page, pages, list: withSentences(page === requested ? found : await onPage(page)) }
  }

  function withSentences(found: Appointment[]): Section['list'] {
    const now = clock.now()
    return found.map(appointment => ({ appointment, sentence: sentence(appointment, now) }))
  }
}

/** The first page for anything that is not a page number; the caller limits it to the last page. */
function pageNumber(text: unknown): number {
  return typeof text === 'string' && PAGE_NUMBER.test(text) ? Number(text) : 1
}
