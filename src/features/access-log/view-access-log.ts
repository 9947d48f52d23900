import type { Services } from '../../services.ts'
import { londonDate } from '../../shared/dates.ts'
import { patientView } from '../../web/outcome.ts'
import type { PatientPage } from '../../web/page.ts'
import type { Who } from './access-log-store.ts'
import { type EntryInWords, inWords } from './in-words.ts'
import { cursorIn, listQuery, queryOf, whoIn } from './list-filters.ts'

interface Shown {
  who: Who | undefined
  days: { entries: EntryInWords[] }[]
  /** Queries of addresses: of the file and the first page, and of the older entries. */
  list: string
  next: string | undefined
  isFirst: boolean
}

const view = patientView<Shown>('access-log/view-access-log', {
  action: 'viewed-access-log',
  subject: () => 'patient',
})

const ON_A_PAGE = 25

/** Who has seen or changed the patient's information, newest first. */
export function viewAccessLog({ accessLog }: Services): PatientPage {
  return {
    query: listQuery,
    async show(request) {
      const who = whoIn(request)
      const before = cursorIn(request)
      const { entries, next } = await accessLog.list(request.actor, { who, before, limit: ON_A_PAGE })
      const days = Map.groupBy(entries.map(inWords), ({ at }) => londonDate(at).toString())
      return view({
        who,
        days: [...days.values()].map(ofDay => ({ entries: ofDay })),
        list: queryOf(who),
        next: next && queryOf(who, next),
        isFirst: before === undefined,
      })
    },
  }
}
