import type { Services } from '../../../services.ts'
import { patientView } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { requireStaff } from '../staff-access.ts'
import type { Clinic, WorklistCounts, WorklistFilters, WorklistItem } from '../worklist-store.ts'
import { holderOf } from './holder.ts'
import { cursorIn, filtersIn, listQuery, queryOf } from './list-filters.ts'

interface Shown {
  trustOdsCode: string
  items: (WorklistItem & { overdue: boolean; holder: string | undefined; mine: boolean })[]
  counts: WorklistCounts
  untold: number
  clinics: Clinic[]
  filters: WorklistFilters
  isFiltered: boolean
  /** Queries of addresses: of this list, and of the pages after and before it. */
  list: string
  next: string | undefined
  isFirst: boolean
}

const view = patientView<Shown>('worklist/list-requests', {
  action: 'viewed-requests',
  subject: ({ filters: { clinicId }, trustOdsCode }) =>
    clinicId ? { type: 'clinic', id: clinicId } : { type: 'trust', id: trustOdsCode },
})

const ON_A_PAGE = 25

/** The open requests of the trust, first promised first. */
export function listRequests({ clock, staff, worklist }: Services): StaffPage {
  return {
    permission: 'work-requests',
    query: listQuery,
    async show(request) {
      const { actor } = request
      const { trustOdsCode, userId } = requireStaff(actor)
      const filters = filtersIn(request)
      const after = cursorIn(request)
      const { items, next } = await worklist.list(actor, filters, { after, limit: ON_A_PAGE })
      const now = clock.now()
      const shown: Shown['items'] = []
      for (const item of items)
        shown.push({
          ...item,
          overdue: Temporal.Instant.compare(item.promisedBy, now) < 0,
          holder: await holderOf(staff, item, now),
          mine: item.claim?.by === userId,
        })
      return view({
        trustOdsCode,
        items: shown,
        counts: await worklist.count(actor, filters),
        untold: await worklist.countUntold(actor),
        clinics: await worklist.clinics(actor),
        filters,
        isFiltered: queryOf(filters) !== '',
        list: queryOf(filters),
        next: next && queryOf(filters, next),
        isFirst: after === undefined,
      })
    },
  }
}
