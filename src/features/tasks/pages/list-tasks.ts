import type { Services } from '../../../services.ts'
import { requireStaffPermission } from '../../../shared/actor.ts'
import { patientView } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { holderOf, namesOfStaff } from '../../staff/staff.ts'
import type { ListedTask, TaskCounts, TaskFilters } from '../task-list-store.ts'
import { outcomeTextOf, type TaskKind } from '../tasks.ts'
import { overdueBy } from './overdue.ts'
import { cursorIn, filtersIn, listQuery, queryOf } from './task-filters.ts'

interface Shown {
  trustOdsCode: string
  items: (ListedTask & {
    title: string
    outcomeText: string | undefined
    overdueBy: string | undefined
    holder: string | undefined
    mine: boolean
  })[]
  counts: TaskCounts
  kinds: TaskKind[]
  filters: TaskFilters
  isFiltered: boolean
  /** Queries of addresses: of this list, and of the page after it. */
  list: string
  /** Of open tasks: how many there are, and how many come before this page. */
  place: { total: number; before: number } | undefined
  next: string | undefined
  isFirst: boolean
}

const view = patientView<Shown>('tasks/list-tasks', {
  action: 'viewed-tasks',
  subject: ({ trustOdsCode }) => ({ type: 'trust', id: trustOdsCode }),
  patientIds: ({ items }) => items.map(({ patient }) => patient.id),
})

const ON_A_PAGE = 25

/** The tasks of the trust that the role may do: open ones first promised first, closed ones last closed first. */
export function listTasks({ clock, staff, tasks }: Services): StaffPage {
  return {
    permission: 'work-tasks',
    query: listQuery,
    async show(request) {
      const { actor } = request
      requireStaffPermission(actor, 'work-tasks')
      const kinds = tasks.kinds(actor)
      const filters = filtersIn(request, kinds)
      const after = cursorIn(request)
      const { items, next } = await tasks.list(actor, filters, { after, limit: ON_A_PAGE })
      const now = clock.now()
      const opening = await tasks.openingHours(actor)
      const nameOf = await namesOfStaff(
        staff,
        items.map(({ claim }) => claim?.by),
      )
      const shown = items.map(item => {
        const kind = kinds.find(({ name }) => name === item.kind)
        return {
          ...item,
          title: kind?.title ?? item.kind,
          outcomeText: outcomeTextOf(kind, item),
          overdueBy: item.status === 'open' ? overdueBy(item.promisedBy, now, opening) : undefined,
          holder: holderOf(item, nameOf, now),
          mine: item.claim?.by === actor.userId,
        }
      })
      return view({
        trustOdsCode: actor.trustOdsCode,
        items: shown,
        counts: await tasks.count(actor, filters),
        kinds,
        filters,
        isFiltered: queryOf(filters) !== '',
        list: queryOf(filters),
        place: await tasks.placeInList(actor, filters, after),
        next: next && queryOf(filters, next),
        isFirst: after === undefined,
      })
    },
  }
}
