import type { Appointment } from '../appointment.ts'
import type { Side } from '../appointment-store.ts'
import { type Part, sentence } from '../words/sentence.ts'

/** One part of the list of appointments. */
export interface Section {
  total: number
  page: number
  pages: number
  list: { appointment: Appointment; sentence: Part[] }[]
}

export type Sections = Record<Side, Section>

/** Where the appointments come from: all of a patient, or those at one trust. `page` starts at 1. */
export interface AppointmentSource {
  list(side: Side, part: { page: number; limit: number }): Promise<Appointment[]>
  count(side: Side): Promise<number>
}

const ON_A_PAGE = 20

const PAGE_NUMBER = /^[1-9]\d{0,5}$/

/** What the query of the list may say: the page of each part. */
export const sectionsQuery = { upcoming: PAGE_NUMBER, cancelled: PAGE_NUMBER, past: PAGE_NUMBER }

export async function appointmentSections(
  source: AppointmentSource,
  requested: Partial<Record<Side, unknown>>,
  now: Temporal.Instant,
): Promise<Sections> {
  return {
    upcoming: await section('upcoming'),
    cancelled: await section('cancelled'),
    past: await section('past'),
  }

  async function section(side: Side): Promise<Section> {
    const wanted = pageNumber(requested[side])
    const onPage = (page: number) => source.list(side, { page, limit: ON_A_PAGE })
    const found = await onPage(wanted)
    // Only when there may be others are they counted.
    if (wanted === 1 && found.length < ON_A_PAGE)
      return { total: found.length, page: 1, pages: 1, list: withSentences(found) }
    const total = await source.count(side)
    const pages = Math.max(1, Math.ceil(total / ON_A_PAGE))
    const page = Math.min(pages, wanted)
    return { total, page, pages, list: withSentences(page === wanted ? found : await onPage(page)) }
  }

  function withSentences(found: Appointment[]): Section['list'] {
    return found.map(appointment => ({ appointment, sentence: sentence(appointment, now) }))
  }
}

/** The first page for anything that is not a page number; the caller limits it to the last page. */
function pageNumber(text: unknown): number {
  return typeof text === 'string' && PAGE_NUMBER.test(text) ? Number(text) : 1
}
