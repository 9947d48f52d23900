import type { Services } from '../../../services.ts'
import { requireStaffPermission } from '../../../shared/actor.ts'
import { roleMay } from '../../../shared/permissions.ts'
import { patientView } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { type Colleague, namesOfStaff } from '../../staff/staff.ts'
import { cursorIn, heldBy, holders, ON_A_PAGE } from '../../staff-work/staff-work.ts'
import type { ListedTask, TaskCounts, TaskFilters } from '../task-list-store.ts'
import { outcomeTextOf, type TaskKind } from '../tasks.ts'
import { overdueBy } from './overdue.ts'
import { filtersIn, listQuery, parametersOf, queryOf } from './task-filters.ts'

interface Shown {
  trustOdsCode: string
  items: (ListedTask &
    ReturnType<typeof heldBy> & {
      title: string
      outcomeText: string | undefined
      overdueBy: string | undefined
      mine: boolean
    })[]
  counts: TaskCounts
  kinds: TaskKind[]
  colleagues: Colleague[]
  mayReassign: boolean
  filters: TaskFilters
  /** The parameters of the filters, which the form with the chosen tasks repeats. */
  parameters: Record<string, string>
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

/** The tasks of the trust that the role may do: open ones by their promise, closed ones last closed first. */
export function listTasks({ clock, staff, tasks, taskTriage }: Services): StaffPage {
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
      const nameOf = await namesOfStaff(staff, items.flatMap(holders))
      const shown = items.map(item => {
        const kind = kinds.find(({ name }) => name === item.kind)
        return {
          ...item,
          title: kind?.title ?? item.kind,
          outcomeText: outcomeTextOf(kind, item),
          overdueBy: item.status === 'open' ? overdueBy(item.promisedBy, now, opening) : undefined,
          ...heldBy(item, nameOf, now),
          mine: item.claim?.by === actor.userId,
        }
      })
      return view({
        trustOdsCode: actor.trustOdsCode,
        items: shown,
        counts: await tasks.count(actor, filters),
        kinds,
        colleagues: await taskTriage.colleagues(actor, []),
        mayReassign: roleMay(actor.role, 'reassign-requests'),
        filters,
        parameters: parametersOf(filters),
        isFiltered: queryOf(filters) !== '',
        list: queryOf(filters),
        place: await tasks.placeInList(actor, filters, after),
        next: next && queryOf(filters, next),
        isFirst: after === undefined,
      })
    },
  }
}
