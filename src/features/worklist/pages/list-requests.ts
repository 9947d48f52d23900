import type { Services } from '../../../services.ts'
import { roleMay } from '../../../shared/permissions.ts'
import { patientView } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import type { Colleague } from '../../staff/staff.ts'
import { namesOfStaff } from '../../staff/staff.ts'
import { cursorIn, heldBy, holders, ON_A_PAGE } from '../../staff-work/staff-work.ts'
import type { WorklistFilters } from '../lists/worklist-filters.ts'
import { requireStaff } from '../staff-access.ts'
import type { Clinic, WorklistCounts, WorklistItem } from '../worklist-store.ts'
import { filtersIn, listQuery, parametersOf, queryOf } from './list-filters.ts'

interface Shown {
  trustOdsCode: string
  items: (WorklistItem & ReturnType<typeof heldBy> & { overdue: boolean; mine: boolean })[]
  counts: WorklistCounts
  untold: number
  clinics: Clinic[]
  colleagues: Colleague[]
  mayReassign: boolean
  filters: WorklistFilters
  /** The parameters of the filters, which the form with the chosen requests repeats. */
  parameters: Record<string, string>
  isFiltered: boolean
  /** Queries of addresses: of this list, and of the pages after and before it. */
  list: string
  /** Of open requests: how many there are, and how many come before this page. */
  place: { total: number; before: number } | undefined
  next: string | undefined
  isFirst: boolean
}

const view = patientView<Shown>('worklist/list-requests', {
  action: 'viewed-requests',
  subject: ({ filters: { clinicId }, trustOdsCode }) =>
    clinicId ? { type: 'clinic', id: clinicId } : { type: 'trust', id: trustOdsCode },
  patientIds: ({ items }) => items.map(({ patient }) => patient.id),
})

/** The requests of the trust: open ones by their promise, closed ones newest first. */
export function listRequests({ clock, requestTriage, staff, worklist }: Services): StaffPage {
  return {
    permission: 'work-requests',
    query: listQuery,
    async show(request) {
      const { actor } = request
      const { role, trustOdsCode, userId } = requireStaff(actor)
      const filters = filtersIn(request)
      const after = cursorIn(request)
      const { items, next } = await worklist.list(actor, filters, { after, limit: ON_A_PAGE })
      const now = clock.now()
      const nameOf = await namesOfStaff(staff, items.flatMap(holders))
      const shown = items.map(item => ({
        ...item,
        ...heldBy(item, nameOf, now),
        overdue: item.status === 'open' && Temporal.Instant.compare(item.promisedBy, now) < 0,
        mine: item.claim?.by === userId,
      }))
      return view({
        trustOdsCode,
        items: shown,
        counts: await worklist.count(actor, filters),
        untold: await worklist.countUntold(actor),
        clinics: await worklist.clinics(actor),
        colleagues: await requestTriage.colleagues(actor),
        mayReassign: roleMay(role, 'reassign-requests'),
        filters,
        parameters: parametersOf(filters),
        isFiltered: queryOf(filters) !== '',
        list: queryOf(filters),
        place: await worklist.placeInList(actor, filters, after),
        next: next && queryOf(filters, next),
        isFirst: after === undefined,
      })
    },
  }
}
